"""The engine of tablewarden in Python, over wasmtime and the plain exports of its WebAssembly file (docs/abi.md).

Takes requests and files, gives the engine's answers as they come. Reads no file and holds no policy. A call that traps has
no answer: it raises, and the next call gets a fresh instance.
"""

import json
import struct

import wasmtime

ABI_VERSION = 1
REQUEST_VERSION = 1
MOST_MEMORY = 1 << 30
MOST_STACK = 1 << 20


class EngineError(Exception):
    """A call could not be carried out. It never means that nothing was found."""


class Engine:
    """One compiled module, and one instance of it, which answers one call at a time."""

    def __init__(self, wasm: bytes, compiled: bytes | None = None):
        """`compiled` is what `compiled()` gave on a machine of the same kind; on another one the file is compiled again."""
        config = wasmtime.Config()
        config.max_wasm_stack = MOST_STACK
        self._engine = wasmtime.Engine(config)
        self._module = self._load(wasm, compiled)
        self._start()

    def _load(self, wasm: bytes, compiled: bytes | None) -> wasmtime.Module:
        try:
            if compiled is not None:
                return wasmtime.Module.deserialize(self._engine, compiled)
        except wasmtime.WasmtimeError:
            pass
        return wasmtime.Module(self._engine, wasm)

    def compiled(self) -> bytes:
        """The machine code, for other processes of this version of wasmtime. Load it only where you trust who made it."""
        return bytes(self._module.serialize())

    def check(self, name: str, template: bytes, **said) -> dict:
        """Checks one template. What else a request may say is in docs/schema/request.schema.json: `region`, `failOn`, …"""
        header = {**said, "do": "check", "version": REQUEST_VERSION, "file": {"name": name, "blob": 0}}
        answer = self._call({**header, "blobs": [len(template)]}, template)
        if "error" in answer:
            raise EngineError(answer["error"])
        return answer

    def _start(self) -> None:
        store = wasmtime.Store(self._engine)
        store.set_limits(memory_size=MOST_MEMORY)
        exports = wasmtime.Instance(store, self._module, []).exports(store)
        version = exports["abi_version"](store)
        if version != ABI_VERSION:
            raise EngineError(f"the module's interface is version {version}, and not {ABI_VERSION}")
        self._store, self._exports = store, exports

    def _call(self, header: dict, blob: bytes) -> dict:
        text = json.dumps(header).encode()
        frame = struct.pack("<I", len(text)) + text + blob
        try:
            answer = self._bytes(frame)
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            # Nobody knows in what state a trap leaves the memory.
            self._start()
            raise EngineError(f"the engine stopped: {str(error).splitlines()[0]}") from error
        return json.loads(answer)

    def _bytes(self, frame: bytes) -> bytes:
        store, exports = self._store, self._exports
        memory, free = exports["memory"], exports["free"]
        address = exports["alloc"](store, len(frame)) & 0xFFFF_FFFF
        if address == 0:
            raise EngineError("there is no memory left for the request")
        memory.write(store, frame, address)
        result = exports["call"](store, _signed(address), len(frame)) & 0xFFFF_FFFF_FFFF_FFFF
        at, length = result & 0xFFFF_FFFF, result >> 32
        answer = bytes(memory.read(store, at, at + length))
        free(store, _signed(at), length)
        free(store, _signed(address), len(frame))
        return answer


def _signed(address: int) -> int:
    """An address as wasmtime takes 32 bits: signed."""
    return address - (1 << 32) if address >= 1 << 31 else address
