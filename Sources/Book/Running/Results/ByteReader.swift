/// Reads what ``ByteWriter`` wrote. Bytes of any other origin end in a fault, never in a trap.
struct ByteReader {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  init(_ bytes: [UInt8]) { self.init(bytes, in: 0..<bytes.count) }

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { position == end }

  mutating func byte() throws(StoredValueFault) -> UInt8 {
    guard position < end else { throw StoredValueFault() }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func unsigned() throws(StoredValueFault) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 63 || (shift == 63 && next <= 1) else { throw StoredValueFault() }
      number |= UInt64(next & 0x7f) << shift
      if next < 0x80 { return number }
      shift += 7
    }
  }

  mutating func signed() throws(StoredValueFault) -> Int64 {
    let number = try unsigned()
    return Int64(bitPattern: (number >> 1) ^ (0 &- (number & 1)))
  }

  mutating func int() throws(StoredValueFault) -> Int {
    guard let number = Int(exactly: try signed()) else { throw StoredValueFault() }
    return number
  }

  mutating func bool() throws(StoredValueFault) -> Bool {
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw StoredValueFault()
    }
  }

  /// A number of things, each of which takes a byte or more.
  private mutating func count() throws(StoredValueFault) -> Int {
    guard let count = Int(exactly: try unsigned()), count <= end - position else {
      throw StoredValueFault()
    }
    return count
  }

  mutating func text() throws(StoredValueFault) -> String {
    let count = try count()
    defer { position += count }
    guard let text = String(validating: bytes[position..<position + count], as: UTF8.self) else {
      throw StoredValueFault()
    }
    return text
  }

  mutating func optionalText() throws(StoredValueFault) -> String? {
    try bool() ? try text() : nil
  }

  mutating func content() throws(StoredValueFault) -> ArraySlice<UInt8> {
    let count = try count()
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func values<Value: StoredValue>(
    _ type: Value.Type = Value.self
  ) throws(StoredValueFault) -> [Value] {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try Value(from: &self)) }
    return values
  }
}
