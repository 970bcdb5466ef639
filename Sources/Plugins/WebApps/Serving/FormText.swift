/// The form of `application/x-www-form-urlencoded`: names and values in order.
struct FormText {
  private(set) var fields: [(name: String, value: String)] = []

  init() {}

  /// Reads a form; what is no pair counts as a name without a value.
  init(_ text: String) {
    for part in Array(text.utf8).split(separator: UInt8(ascii: "&")) {
      let pair = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      fields.append((FormText.decoded(pair[0]), pair.count > 1 ? FormText.decoded(pair[1]) : ""))
    }
  }

  mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

  /// The first value of a name.
  func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  func values(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map { $0.value }
  }

  /// The form as text again.
  var text: String {
    fields.map { FormText.encoded($0.name) + "=" + FormText.encoded($0.value) }
      .joined(separator: "&")
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
        let byte = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        index += 3
      } else {
        result.append(bytes[index] == UInt8(ascii: "+") ? 32 : bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: result.append(byte)
      case 32: result.append(UInt8(ascii: "+"))
      default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
