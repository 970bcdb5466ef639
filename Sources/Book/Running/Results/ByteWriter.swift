/// Writes values one behind the other; ``ByteReader`` reads them in the same order.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  /// Seven bits a byte, the low ones first.
  mutating func write(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Small numbers of either sign are short.
  mutating func write(_ number: Int64) {
    write(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
  }

  mutating func write(_ number: Int) { write(Int64(number)) }

  mutating func write(_ truth: Bool) { bytes.append(truth ? 1 : 0) }

  mutating func write(_ text: String) {
    write(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ content: [UInt8]) {
    write(UInt64(content.count))
    bytes += content
  }

  mutating func write<Value: StoredValue>(_ values: [Value]) {
    write(UInt64(values.count))
    for value in values { value.write(to: &self) }
  }

  mutating func write(_ text: String?) {
    write(text != nil)
    if let text { write(text) }
  }
}

/// What ``ByteWriter`` and ``ByteReader`` can carry.
protocol StoredValue {
  func write(to writer: inout ByteWriter)
  init(from reader: inout ByteReader) throws(StoredValueFault)
}

/// The bytes are not what a ``ByteWriter`` wrote.
struct StoredValueFault: Error {}
