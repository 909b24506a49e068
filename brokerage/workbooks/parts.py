"""The small files inside a workbook that say what its sheets are (ECMA-376, part 1)."""

from __future__ import annotations

from collections.abc import Sequence

from brokerage.workbooks.cells import escaped

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OF_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# In the order of cells.HEADING, DAY and GUARDED, after the plain one.
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
    'quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
BEGINNING = (
    f'{HEAD}<Relationships xmlns="{_OF_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OF_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def types(sheets: int) -> str:
    """What kind of file each part is."""
    each = "".join(
        f'<Override PartName="/{sheet_path(number)}" ContentType="{_KIND}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{_OF_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{each}</Types>'
    )


def workbook(names: Sequence[str]) -> str:
    """The sheets in order."""
    each = "".join(
        f'<sheet name="{escaped(name).replace(chr(34), "&quot;")}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, 1)
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_OF_OFFICE}"><sheets>{each}</sheets></workbook>'
    )


def relations(sheets: int) -> str:
    """Where each sheet and the styles stand."""
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_OF_OFFICE}/worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Relationships xmlns="{_OF_PACKAGE}/relationships">{each}'
        f'<Relationship Id="rId{sheets + 1}" Type="{_OF_OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>"
    )


def sheet_path(number: int) -> str:
    """Where a sheet stands inside the file."""
    return f"xl/worksheets/sheet{number}.xml"
