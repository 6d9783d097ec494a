"""nbgrader for these assignments, whose language is Java. What it makes for students stands in release/.

Marks are given by the course's own grader: in a kernel, a student's program can change what nbgrader sees.
"""

c = get_config()  # noqa: F821 - nbgrader defines it

c.CourseDirectory.course_id = "activationlab"

# nbgrader's own stub for Java returns nothing, so that an untouched answer would not compile.
c.ClearSolutions.code_stub = {"java": '// YOUR CODE HERE\nthrow new UnsupportedOperationException("not written yet");'}

# The solution edition is for reading: it is not run, and hidden tests, if a teacher adds any, go.
c.GenerateSolution.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
]

# For those who let nbgrader run the notebooks all the same: a Java kernel needs longer to start than Python's; a flood
# of output or a cell that never ends costs that cell and not the submission; the tag "skip-execution" in a student's
# metadata would skip the tests; and "# " in front of a restored cell is no Java.
c.Execute.timeout = 60
c.Execute.startup_timeout = 120
c.Execute.iopub_timeout = 30
c.Execute.raise_on_iopub_timeout = False
c.Execute.skip_cells_with_tag = ""
c.OverwriteCells.add_missing_cells = False
