"""Writes Parquet files with pyarrow, another program, for the reader's tests.

    python parquet_files.py golden FOLDER           the files that are checked in
    python parquet_files.py random FOLDER SEED      tables of random values, each with its rows as JSONL

Made with pyarrow 26.0.1.
"""

import datetime as dt
import decimal
import json
import random
import sys

import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = sys.argv[2]
CODECS = ["none", "snappy", "gzip", "zstd", "lz4"]


def write(name, table, **more):
    pq.write_table(table, f"{FOLDER}/{name}.parquet", **more)


def types():
    d = decimal.Decimal
    return pa.table({
        "bool": pa.array([True, None, False]),
        "int8": pa.array([1, -2, None], pa.int8()),
        "int16": pa.array([1, -2, None], pa.int16()),
        "int32": pa.array([1, -2, None], pa.int32()),
        "int64": pa.array([1, -2**62, None], pa.int64()),
        "uint8": pa.array([255, 1, None], pa.uint8()),
        "uint16": pa.array([65535, 1, None], pa.uint16()),
        "uint32": pa.array([2**32 - 1, 1, None], pa.uint32()),
        "uint64": pa.array([2**64 - 1, 1, None], pa.uint64()),
        "float16": pa.array([1.5, -2.0, None], pa.float16()),
        "float32": pa.array([1.1, -0.0, None], pa.float32()),
        "float64": pa.array([0.1, float("inf"), None], pa.float64()),
        "text": pa.array(["é😀", "", None]),
        "large": pa.array(["x", "y", None], pa.large_string()),
        "words": pa.array(["x", "y", None]).dictionary_encode(),
        "date": pa.array([dt.date(2024, 2, 29), dt.date(1, 1, 1), None]),
        "millis": pa.array([dt.datetime(2024, 1, 2, 3, 4, 5, 6000), None, dt.datetime(1969, 1, 1)], pa.timestamp("ms")),
        "micros": pa.array([dt.datetime(2024, 1, 2, 3, 4, 5, 6), None, dt.datetime(1969, 1, 1)], pa.timestamp("us")),
        "nanos": pa.array([1704164645000000007, None, -1], pa.timestamp("ns")),
        "instant": pa.array([dt.datetime(2024, 1, 2, 3, 4, 5, 6), None, dt.datetime(1969, 1, 1)], pa.timestamp("us", "UTC")),
        "time32": pa.array([dt.time(1, 2, 3), None, dt.time(0)], pa.time32("ms")),
        "time64": pa.array([dt.time(1, 2, 3, 4), None, dt.time(0)], pa.time64("us")),
        "decimal": pa.array([d("1.10"), d("-0.01"), None], pa.decimal128(10, 2)),
        "decimal38": pa.array([d("12345678901234567890123456789012345.678"), None, d(0)], pa.decimal128(38, 3)),
        "ints": pa.array([[1, None, 2], [], None], pa.list_(pa.int32())),
        "nested": pa.array([[["a"], None], [[], ["b", None]], None]),
        "pair": pa.array([[1.0, 2.0], None, [3.0, 4.0]], pa.list_(pa.float64(), 2)),
        "struct": pa.array([{"a": 1, "b": "x"}, None, {"a": None, "b": None}]),
        "chat": pa.array([[{"role": "user", "content": "hi"}, {"role": "bot", "content": None}], [], None]),
        "map": pa.array([[("k", 1), ("l", None)], [], None], pa.map_(pa.string(), pa.int64())),
        "by_number": pa.array([[(1, "a")], [], None], pa.map_(pa.int32(), pa.string())),
        "nothing": pa.nulls(3),
    })


def golden():
    write("types", types())
    write("types-v2", types(), version="2.6", data_page_version="2.0", compression="zstd", use_dictionary=False)
    small = pa.table({"q": ["a", "b", "c"], "n": [1, 2, 3]})
    for codec in CODECS + ["brotli"]:
        write(codec, small, compression=codec)
    write("no-rows", small.slice(0, 0))
    write("no-columns", pa.table({}))
    write("bytes", pa.table({"q": ["a"], "image": [{"bytes": b"\x00\xff", "path": "a.png"}]}))
    write("int96", pa.table({"t": pa.array([dt.datetime(2024, 1, 2, 3, 4, 5, 6)])}), use_deprecated_int96_timestamps=True)
    write("groups", pa.table({"n": list(range(1000)), "t": [f"row {i % 7}" for i in range(1000)]}),
          row_group_size=64, data_page_size=100, write_batch_size=10, write_page_checksum=True)
    write("twice", pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "a"]))


RND = random.Random()
ALPHABET = "ab ,\"\n\té😀\u0000"


def text():
    return "".join(RND.choices(ALPHABET, k=RND.choice([0, 1, 5, 40])))


SCALARS = [
    (pa.int32(), lambda: RND.randint(-2**31, 2**31 - 1)),
    (pa.int64(), lambda: RND.choice([RND.randint(-2**63, 2**63 - 1), RND.randint(0, 9)])),
    (pa.uint32(), lambda: RND.randint(0, 2**32 - 1)),
    (pa.float64(), lambda: RND.choice([RND.uniform(-1e9, 1e9), 0.5])),
    (pa.bool_(), lambda: RND.random() < 0.5),
    (pa.string(), text),
]


def kind(depth):
    """A type and a maker of its values."""
    pick = RND.random()
    if depth == 0 or pick < 0.5:
        return RND.choice(SCALARS)
    if pick < 0.75:
        inner, make = kind(depth - 1)
        return pa.list_(inner), lambda: [some(make) for _ in range(RND.choice([0, 0, 1, 2, 7]))]
    if pick < 0.9:
        fields = [(f"f{i}", *kind(depth - 1)) for i in range(RND.randint(1, 3))]
        return (pa.struct([(name, inner) for name, inner, _ in fields]),
                lambda: {name: some(make) for name, _, make in fields})
    inner, make = kind(depth - 1)
    return pa.map_(pa.string(), inner), lambda: [(f"k{i}", some(make)) for i in range(RND.choice([0, 1, 3]))]


def some(make):
    return None if RND.random() < 0.2 else make()


def plain(value, of):
    """A value as JSON has it."""
    if value is None:
        return None
    if pa.types.is_map(of):
        return {k: plain(v, of.item_type) for k, v in value}
    if pa.types.is_list(of):
        return [plain(v, of.value_type) for v in value]
    if pa.types.is_struct(of):
        return {f.name: plain(value[f.name], f.type) for f in of}
    return value


def encodings(table):
    """Other encodings than the default for columns that are flat."""
    chosen = {}
    for field in table.schema:
        if pa.types.is_integer(field.type):
            chosen[field.name] = RND.choice(["PLAIN", "DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT"])
        elif pa.types.is_string(field.type):
            chosen[field.name] = RND.choice(["PLAIN", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"])
        elif pa.types.is_floating(field.type):
            chosen[field.name] = RND.choice(["PLAIN", "BYTE_STREAM_SPLIT"])
        elif pa.types.is_boolean(field.type):
            chosen[field.name] = RND.choice(["PLAIN", "RLE"])
    return chosen


def random_tables(seed):
    RND.seed(seed)
    for number in range(40):
        rows = RND.choice([1, 2, 50, 700])
        columns = [(f"c{i}", *kind(RND.choice([0, 0, 1, 3]))) for i in range(RND.randint(1, 5))]
        table = pa.table([pa.array([some(make) for _ in range(rows)], of) for _, of, make in columns],
                         names=[name for name, _, _ in columns])
        more = {}
        if RND.random() < 0.5:
            more = {"use_dictionary": False, "column_encoding": encodings(table)}
        write(f"random-{number}", table, compression=RND.choice(CODECS),
              data_page_version=RND.choice(["1.0", "2.0"]), row_group_size=RND.choice([7, 100, 10000]),
              data_page_size=RND.choice([10, 200, 1 << 20]), write_batch_size=RND.choice([1, 16, 1024]), **more)
        with open(f"{FOLDER}/random-{number}.jsonl", "w", encoding="utf-8") as out:
            lists = {name: table.column(name).to_pylist() for name, _, _ in columns}
            for i in range(rows):
                row = {name: plain(lists[name][i], of) for name, of, _ in columns}
                out.write(json.dumps(row, allow_nan=False) + "\n")


if sys.argv[1] == "golden":
    golden()
else:
    random_tables(int(sys.argv[3]))
