"""Makes the resource with the handwritten digits from the file that scikit-learn ships.

From the top folder, in a throw-away environment (any Python 3.10 or newer):

    python -m pip install scikit-learn==1.9.1
    python lib/activation/src/test/python/digits.py

The CSV file has a line of 65 numbers for each image: 64 pixels from 0 to 16, row by row, and the digit. The resource has
the same numbers in the same order, one byte for each. It prints what the tests compare.
"""

import gzip
import hashlib
from importlib.util import find_spec
from pathlib import Path

SOURCE_SHA256 = "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22"
TARGET = Path(__file__).parents[2] / "main" / "resources" / "activationlab" / "data" / "digits.bin"


def main() -> None:
    # Found without being imported: NumPy and SciPy are not needed.
    source = Path(find_spec("sklearn").origin).parent / "datasets" / "data" / "digits.csv.gz"
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found != SOURCE_SHA256:
        raise SystemExit(f"{source} has the SHA-256 {found}, not {SOURCE_SHA256}")
    with gzip.open(source, "rt", encoding="ascii") as lines:
        rows = [[int(number) for number in line.split(",")] for line in lines]
    assert all(len(row) == 65 and max(row[:64]) <= 16 and row[64] <= 9 for row in rows)
    content = bytes(number for row in rows for number in row)
    TARGET.write_bytes(content)
    print("images      ", len(rows))
    print("per digit   ", *(sum(row[64] == digit for row in rows) for digit in range(10)))
    print("sum, pixels ", sum(sum(row[:64]) for row in rows))
    print("SHA-256     ", hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    main()
