"""Fetches the source archive of a version of a package from PyPI into the working directory: fetch.py NAME VERSION.

`pip download` would run the package's build to learn its dependencies, which takes minutes and is not needed.
"""

import hashlib
import json
import sys
import urllib.parse
import urllib.request

name, version = sys.argv[1:]
page = f"https://pypi.org/simple/{name}/"
request = urllib.request.Request(page, headers={"Accept": "application/vnd.pypi.simple.v1+json"})
with urllib.request.urlopen(request, timeout=60) as answer:
    files = json.load(answer)["files"]
wanted = [f"{spelling}-{version}.tar.gz" for spelling in (name, name.replace("-", "_"))]
archive = next((file for file in files if file["filename"] in wanted), None)
if archive is None:
    sys.exit(f"{name} {version} has no source archive on PyPI")
with urllib.request.urlopen(urllib.parse.urljoin(page, archive["url"]), timeout=60) as answer:
    content = answer.read()
if hashlib.sha256(content).hexdigest() != archive["hashes"]["sha256"]:
    sys.exit(f"{archive['filename']} is not what PyPI says it is")
with open(archive["filename"], "wb") as file:
    file.write(content)
