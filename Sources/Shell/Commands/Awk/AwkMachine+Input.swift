import OrderedCollections
import Simulation

/// What an `awk` program gets from outside: operands, the environment, and texts in records.
extension AwkMachine {
  /// Sets `ENVIRON`, `ARGC` and `ARGV`.
  func set(environment: OrderedDictionary<String, String>, arguments: [String]) {
    var known: OrderedDictionary<String, AwkValue> = [:]
    for (name, value) in environment { known[name] = .input(value) }
    arrays["ENVIRON"] = known
    variables["ARGC"] = .number(Double(arguments.count))
    var given: OrderedDictionary<String, AwkValue> = [:]
    for (index, argument) in arguments.enumerated() { given[String(index)] = .input(argument) }
    arrays["ARGV"] = given
  }

  /// The name and value of an operand that sets a variable: `OFS=:`.
  static func assignment(_ operand: String) -> (name: String, value: String)? {
    guard let sign = operand.utf8.firstIndex(of: UInt8(ascii: "=")), sign > operand.startIndex,
      let first = operand.utf8.first, Parser.isNameStart(first),
      operand.utf8[..<sign].allSatisfy({ Parser.isNamePart($0) })
    else { return nil }
    return (String(operand[..<sign]), String(operand[operand.utf8.index(after: sign)...]))
  }

  /// Counts the records of a file anew.
  func beginFile() { variables["FNR"] = .number(0) }

  /// Whether records are lines, for all that is known before the first one is read.
  func separatesByLines(_ operands: [String]) -> Bool {
    variable("RS").text == "\n"
      && !operands.contains { AwkMachine.assignment($0)?.name == "RS" }
  }

  /// The records of a text, as `RS` separates them.
  func records(of text: String) throws(AwkFailure) -> [String] {
    let separator = variable("RS").text
    if separator.isEmpty { return paragraphs(text) }
    if text.isEmpty { return [] }
    var records = try split(text, bySeparator: separator)
    // Nothing follows the last separator.
    if records.last == "" { records.removeLast() }
    return records
  }

  private func split(_ text: String, bySeparator separator: String) throws(AwkFailure) -> [String] {
    // A blank as field separator is any white space; as record separator it is a blank.
    guard separator == " " else { return try split(text, by: separator) }
    return text.utf8.split(separator: 32, omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
  }

  /// With an empty `RS` empty lines separate records.
  private func paragraphs(_ text: String) -> [String] {
    var paragraphs: [String] = []
    var lines: [String] = []
    for line in CommandCall.lines(text) + [""] {
      if !line.isEmpty {
        lines.append(line)
      } else if !lines.isEmpty {
        paragraphs.append(lines.joined(separator: "\n"))
        lines = []
      }
    }
    return paragraphs
  }

  /// The parts of a text; a blank as separator is any white space.
  func split(_ text: String, by separator: String) throws(AwkFailure) -> [String] {
    if separator == " " {
      return text.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map { String($0) }
    }
    if text.isEmpty { return [] }
    if separator.isEmpty { return text.map { String($0) } }
    if separator.unicodeScalars.count == 1, separator != "\\" {
      let mark = separator.unicodeScalars.first
      return text.unicodeScalars.split(
        omittingEmptySubsequences: false, whereSeparator: { $0 == mark }
      ).map { String($0) }
    }
    let expression = try expression(separator)
    let scalars = Array(text.unicodeScalars)
    var parts: [String] = []
    var start = 0
    var at = 0
    while at <= scalars.count,
      let match = expression.firstMatch(in: scalars, from: at, withGroups: false)
    {
      if match.range.isEmpty {
        at = match.range.upperBound + 1
        continue
      }
      parts.append(String(scalars[start..<match.range.lowerBound]))
      start = match.range.upperBound
      at = start
    }
    parts.append(String(scalars[start...]))
    return parts
  }
}
