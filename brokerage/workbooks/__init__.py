"""Spreadsheets (XLSX) as files: values and no formulas, the same bytes for the same content.

Written here and not with XlsxWriter, which took four times as long for the 400,000 rows of an
evaluation: docs/decisions/0022-workbooks-are-written-here.md.
"""

from brokerage.workbooks.sheets import Sheet
from brokerage.workbooks.writing import write_workbook

__all__ = ["Sheet", "write_workbook"]
