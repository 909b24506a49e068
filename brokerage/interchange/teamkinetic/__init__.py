"""TeamKinetic's exports of providers, opportunities and sessions; its volunteers are in people/.

A reference there is a small number that every TeamKinetic site gives again, so it is kept with the
centre that brought it in.
"""
