"""Just enough of Apache Parquet to read a small flat table of text: one file, snappy or plain, dictionary or plain pages."""

import struct


def read(data, wanted=None):
    """Column name -> values, as text; all columns, or those `wanted`."""
    if data[:4] != b"PAR1" or data[-4:] != b"PAR1":
        raise ValueError("no Parquet file")
    length = struct.unpack("<I", data[-8:-4])[0]
    meta = Thrift(data, len(data) - 8 - length).struct()
    columns = {}
    for group in meta[4]:
        for chunk in group[1]:
            about = chunk[3]
            name = about[3][-1].decode("utf-8")
            if wanted and name not in wanted:
                continue
            columns.setdefault(name, []).extend(values(data, about))
    return columns


def values(data, about):
    """The values of one column chunk; a missing one is None."""
    at = about.get(11) or about[9]
    words, found, left = [], [], about[5]
    while left > 0:
        header = Thrift(data, at)
        page = header.struct()
        body = data[header.at : header.at + page[3]]
        at = header.at + page[3]
        if page[1] == 2:
            words = plain(unpack(body, about[4]), page[7][1], about[1])
            continue
        if page[1] != 0:
            raise ValueError(f"a page of sort {page[1]}")
        body = unpack(body, about[4])
        count, encoding = page[5][1], page[5][2]
        left -= count
        size = struct.unpack("<I", body[:4])[0]
        there = runs(body[4 : 4 + size], 1, count)
        body = body[4 + size :]
        present = sum(there)
        if encoding == 0:
            listed = plain(body, present, about[1])
        else:
            listed = [words[number] for number in runs(body[1:], body[0], present)]
        listed = iter(listed)
        found += [next(listed) if here else None for here in there]
    return found


def plain(body, count, sort):
    if sort in (1, 2):
        return [str(number) for number in struct.unpack_from(f"<{count}{'i' if sort == 1 else 'q'}", body)]
    if sort != 6:
        raise ValueError(f"a column of sort {sort}")
    found, at = [], 0
    for _ in range(count):
        size = struct.unpack_from("<I", body, at)[0]
        found.append(body[at + 4 : at + 4 + size].decode("utf-8"))
        at += 4 + size
    return found


def runs(body, width, count):
    """The run-length and bit-packed hybrid."""
    found, at = [], 0
    wide = (width + 7) // 8
    while len(found) < count:
        head, at = varint(body, at)
        if head & 1:
            size = (head >> 1) * width
            bits = int.from_bytes(body[at : at + size], "little")
            at += size
            found += [bits >> (number * width) & ((1 << width) - 1) for number in range((head >> 1) * 8)]
        else:
            found += [int.from_bytes(body[at : at + wide], "little")] * (head >> 1)
            at += wide
    return found[:count]


def unpack(body, codec):
    if codec == 0:
        return body
    if codec != 1:
        raise ValueError(f"compressed by method {codec}")
    size, at = varint(body, 0)
    out = bytearray()
    while at < len(body):
        tag = body[at]
        at += 1
        if tag & 3 == 0:
            length = tag >> 2
            if length >= 60:
                wide = length - 59
                length = int.from_bytes(body[at : at + wide], "little")
                at += wide
            out += body[at : at + length + 1]
            at += length + 1
            continue
        if tag & 3 == 1:
            length, back = (tag >> 2 & 7) + 4, (tag >> 5) << 8 | body[at]
            at += 1
        else:
            wide = 2 if tag & 3 == 2 else 4
            length, back = (tag >> 2) + 1, int.from_bytes(body[at : at + wide], "little")
            at += wide
        for _ in range(length):
            out.append(out[-back])
    if len(out) != size:
        raise ValueError("a broken page")
    return bytes(out)


def varint(body, at):
    value, shift = 0, 0
    while True:
        byte = body[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


class Thrift:
    """The compact protocol: structs as dicts by field number."""

    def __init__(self, data, at):
        self.data, self.at = data, at

    def varint(self):
        value, self.at = varint(self.data, self.at)
        return value

    def whole(self):
        value = self.varint()
        return value >> 1 ^ -(value & 1)

    def value(self, sort):
        if sort in (1, 2):
            return sort == 1
        if sort == 3:
            self.at += 1
            return self.data[self.at - 1]
        if sort in (4, 5, 6):
            return self.whole()
        if sort == 7:
            self.at += 8
            return struct.unpack("<d", self.data[self.at - 8 : self.at])[0]
        if sort == 8:
            size = self.varint()
            self.at += size
            return self.data[self.at - size : self.at]
        if sort in (9, 10):
            head = self.data[self.at]
            self.at += 1
            size = head >> 4 if head >> 4 != 15 else self.varint()
            return [self.value(head & 15) for _ in range(size)]
        if sort == 12:
            return self.struct()
        raise ValueError(f"a Thrift value of sort {sort}")

    def struct(self):
        found, field = {}, 0
        while True:
            head = self.data[self.at]
            self.at += 1
            if head == 0:
                return found
            field = field + (head >> 4) if head >> 4 else self.whole()
            found[field] = self.value(head & 15)
