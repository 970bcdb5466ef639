import OrderedCollections
import Simulation

/// The functions of `awk`.
extension AwkMachine {
  func call(_ name: String, _ arguments: [AwkExpression]) throws(AwkFailure) -> AwkValue {
    func argument(_ index: Int) throws(AwkFailure) -> AwkValue {
      guard index < arguments.count else {
        throw AwkFailure(message: "not enough arguments to \(name)")
      }
      return try value(arguments[index])
    }
    /// A text that the function goes through.
    func text(_ index: Int) throws(AwkFailure) -> String {
      let text = try argument(index).text
      world.spend(text.utf8.count)
      if world.exceeded != nil { throw AwkFailure(message: "there is too much to do") }
      return text
    }
    switch name {
    case "length":
      if arguments.isEmpty { return .number(Double(line.unicodeScalars.count)) }
      if case .variable(let array) = arguments[0], let known = arrays[array] {
        return .number(Double(known.count))
      }
      return .number(Double(try text(0).unicodeScalars.count))
    case "toupper": return .text(try text(0).uppercased())
    case "tolower": return .text(try text(0).lowercased())
    case "int": return .number(try argument(0).number.truncated)
    case "sprintf": return .text(try formatted(arguments))
    case "substr":
      let scalars = Array(try text(0).unicodeScalars)
      let start = try argument(1).number.nearest
      let length =
        arguments.count > 2 ? try argument(2).number.nearest : Double(scalars.count) + 1
      let first = max(start, 1)
      let last = min(start + length, Double(scalars.count) + 1)
      guard last > first else { return .text("") }
      return .text(String(scalars[(Int(first) - 1)..<(Int(last) - 1)]))
    case "index":
      let whole = Array(try text(0).unicodeScalars)
      let part = Array(try text(1).unicodeScalars)
      guard part.count <= whole.count else { return .number(0) }
      for start in 0...(whole.count - part.count)
      where whole[start..<(start + part.count)].elementsEqual(part) {
        return .number(Double(start + 1))
      }
      return .number(0)
    case "split":
      guard arguments.count >= 2, case .variable(let array) = arguments[1] else {
        throw AwkFailure(message: "split needs an array")
      }
      let whole = try text(0)
      var separator = variable("FS").text
      var parts: [String] = []
      if arguments.count > 2, case .pattern(let pattern) = arguments[2] {
        parts = try split(whole, metered(pattern))
      } else {
        if arguments.count > 2 { separator = try argument(2).text }
        parts = try split(whole, by: separator)
      }
      var entries: OrderedDictionary<String, AwkValue> = [:]
      for (index, part) in parts.enumerated() { entries[String(index + 1)] = .input(part) }
      arrays[array] = entries
      return .number(Double(parts.count))
    case "match":
      guard arguments.count == 2 else {
        throw AwkFailure(message: "match takes two arguments here")
      }
      let pattern = try compiled(arguments[1])
      let match = pattern.firstMatch(
        in: Array(try text(0).unicodeScalars), withGroups: false)
      variables["RSTART"] = .number(Double((match?.range.lowerBound ?? -1) + 1))
      variables["RLENGTH"] = .number(Double(match.map { $0.range.count } ?? -1))
      return variable("RSTART")
    default: return try substitute(name == "gsub", arguments)
    }
  }

  private func compiled(_ pattern: AwkExpression) throws(AwkFailure) -> RegularExpression {
    if case .pattern(let expression) = pattern { return metered(expression) }
    return try expression(try value(pattern).text)
  }

  private func split(_ text: String, _ pattern: RegularExpression) throws(AwkFailure) -> [String] {
    if text.isEmpty { return [] }
    let scalars = Array(text.unicodeScalars)
    var parts: [String] = []
    var start = 0
    while let match = pattern.firstMatch(in: scalars, from: start, withGroups: false),
      !match.range.isEmpty
    {
      parts.append(String(scalars[start..<match.range.lowerBound]))
      start = match.range.upperBound
    }
    return parts + [String(scalars[start...])]
  }

  /// `sub` and `gsub`
  private func substitute(_ isGlobal: Bool, _ arguments: [AwkExpression]) throws(AwkFailure)
    -> AwkValue
  {
    guard arguments.count >= 2 else { throw AwkFailure(message: "not enough arguments to sub") }
    let pattern = try compiled(arguments[0])
    let target = arguments.count > 2 ? arguments[2] : AwkExpression.field(.number(0))
    let scalars = Array(try value(target).text.unicodeScalars)
    let replacement = Array(try value(arguments[1]).text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var at = 0
    var count = 0.0
    var lastEnd = -1
    while at <= scalars.count,
      let match = pattern.firstMatch(in: scalars, from: at, withGroups: false)
    {
      let range = match.range
      result.append(contentsOf: scalars[at..<range.lowerBound])
      if !(range.isEmpty && range.lowerBound == lastEnd) {
        count += 1
        append(replacement, scalars[range], to: &result)
        world.spend(replacement.count)
        if world.exceeded != nil { throw AwkFailure(message: "the text is too long") }
      }
      lastEnd = range.upperBound
      at = range.upperBound
      if range.isEmpty {
        if at < scalars.count { result.append(scalars[at]) }
        at += 1
      }
      if !isGlobal { break }
    }
    if at < scalars.count { result.append(contentsOf: scalars[at...]) }
    if count > 0 { try assign(target, .text(String(result))) }
    return .number(count)
  }

  private func append(
    _ replacement: [Unicode.Scalar], _ match: ArraySlice<Unicode.Scalar>,
    to result: inout String.UnicodeScalarView
  ) {
    var index = 0
    while index < replacement.count {
      if replacement[index] == "\\", index + 1 < replacement.count,
        replacement[index + 1] == "&" || replacement[index + 1] == "\\"
      {
        result.append(replacement[index + 1])
        index += 1
      } else if replacement[index] == "&" {
        result.append(contentsOf: match)
      } else {
        result.append(replacement[index])
      }
      index += 1
    }
  }
}
