import OrderedCollections
import Simulation

/// Cuts a line of a configuration into words, with haproxy's quotes and escapes.
struct BalancerReader {
  /// What is wrong with a line.
  enum Failure: Error {
    /// The place of the quote, from 0.
    case openQuote(Int)
    case tooManyWords
  }

  /// More words than these are in no line.
  static let limit = 64
  private let bytes: [UInt8]
  private let environment: OrderedDictionary<String, String>
  private var index = 0

  init(_ line: Substring, _ environment: OrderedDictionary<String, String>) {
    bytes = Array(line.utf8)
    self.environment = environment
  }

  mutating func words() throws(Failure) -> [String] {
    var words: [String] = []
    while true {
      while index < bytes.count, BalancerReader.isBlank(bytes[index]) { index += 1 }
      guard index < bytes.count, bytes[index] != UInt8(ascii: "#") else { return words }
      guard words.count < BalancerReader.limit else { throw .tooManyWords }
      words.append(try word())
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }

  private mutating func word() throws(Failure) -> String {
    var text: [UInt8] = []
    var quote: (mark: UInt8, place: Int)?
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\") where quote?.mark != UInt8(ascii: "'"):
        index += 1
        text.append(escaped())
        continue
      case UInt8(ascii: "$") where quote?.mark == UInt8(ascii: "\""):
        text += variable()
        continue
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if quote == nil {
          quote = (byte, index)
        } else if quote?.mark == byte {
          quote = nil
        } else {
          text.append(byte)
        }
      case UInt8(ascii: "#") where quote == nil: return String(decoding: text, as: UTF8.self)
      default:
        if quote == nil, BalancerReader.isBlank(byte) {
          return String(decoding: text, as: UTF8.self)
        }
        text.append(byte)
      }
      index += 1
    }
    if let quote { throw .openQuote(quote.place) }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escaped() -> UInt8 {
    guard index < bytes.count else { return UInt8(ascii: "\\") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "t"): return 9
    default: return byte
    }
  }

  /// `$NAME` or `${NAME}`.
  private mutating func variable() -> [UInt8] {
    let start = index
    index += 1
    let hasBraces = index < bytes.count && bytes[index] == UInt8(ascii: "{")
    if hasBraces { index += 1 }
    let first = index
    while index < bytes.count, BalancerReader.isNamePart(bytes[index]) { index += 1 }
    let name = String(decoding: bytes[first..<index], as: UTF8.self)
    if hasBraces {
      guard index < bytes.count, bytes[index] == UInt8(ascii: "}") else {
        return Array(bytes[start..<index])
      }
      index += 1
    }
    if name.isEmpty { return Array(bytes[start..<index]) }
    return Array((environment[name] ?? "").utf8)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
