"""nbgrader for these assignments, whose language is Java.

nbgrader hands out, collects, keeps the books and makes the feedback. The marks are counted by the course's own grader,
outside: in a kernel, a student's program can change what nbgrader sees. See tools/nbgrader_steps.py.

A course's own nbgrader_config.py loads this file; "grade.py course" writes one. In any other folder:

    load_subconfig("/path/to/activation-lab/notebooks/homework/nbgrader_config.py")
"""

import sys
from pathlib import Path

c = get_config()  # noqa: F821 - nbgrader defines it

TOOLS = str(Path(__file__).resolve().parent / "tools")
if TOOLS not in sys.path:
    sys.path.append(TOOLS)

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

# nbgrader's steps, with three of ours: the first, the one in place of Execute, and the one before the feedback.
c.Autograde.exporter_class = "nbgrader_steps.Submissions"
c.Autograde.sanitize_preprocessors = [
    "nbgrader_steps.MatchAnswers",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "nbgrader_steps.OutsideGrader",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "nbgrader_steps.ForStudents",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

c.ExchangeFactory.release_feedback = "nbgrader_steps.ReleaseFeedback"

# All cells are there already, and "# ", which nbgrader writes in front of a restored one, is no Java.
c.OverwriteCells.add_missing_cells = False

# For those who take our step out and let nbgrader run the notebooks all the same: a Java kernel needs longer to start than
# Python's; a flood of output or a cell that never ends costs that cell and not the submission; and the tag
# "skip-execution" in a student's metadata would skip the tests.
c.Execute.timeout = 60
c.Execute.startup_timeout = 120
c.Execute.iopub_timeout = 30
c.Execute.raise_on_iopub_timeout = False
c.Execute.skip_cells_with_tag = ""
