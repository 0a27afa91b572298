"""Write the goldens anew: ``python tests/goldens/rewrite.py``; then read what git says changed."""

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from goldens import said

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as top:
        for name, files in said.each(lambda name: Path(top).resolve() / name):
            shutil.rmtree(said.HERE / name, ignore_errors=True)
            (said.HERE / name).mkdir()
            for file, text in files.items():
                (said.HERE / file).write_bytes(text.encode())
            print(f"{name}：{len(files)} 份，{sum(map(len, files.values()))} 字")
