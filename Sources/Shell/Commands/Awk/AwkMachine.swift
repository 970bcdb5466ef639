import OrderedCollections
import Simulation

/// Runs an `awk` program, line after line.
final class AwkMachine {
  private enum Flow {
    case go
    case next
    case leaveLoop
    case nextRound
    case exit
  }

  private let rules: [AwkRule]
  let world: World
  private let output: (String) -> Void
  var variables: [String: AwkValue] = [
    "FS": .text(" "), "OFS": .text(" "), "ORS": .text("\n"), "RS": .text("\n"),
    "NR": .number(0), "FNR": .number(0), "SUBSEP": .text("\u{1c}"),
    "RSTART": .number(0), "RLENGTH": .number(-1),
  ]
  var arrays: [String: OrderedDictionary<String, AwkValue>] = [:]
  private(set) var line = ""
  private var fields: [AwkValue] = []
  private var isSplit = true
  private var openRanges: [Bool]
  /// Whether records have begun to be read: how they are told apart is settled then.
  private(set) var isReading = false
  private var expressions: [String: RegularExpression] = [:]
  private(set) var status: Int32 = 0

  init(_ rules: [AwkRule], world: World, output: @escaping (String) -> Void) {
    self.rules = rules
    self.world = world
    self.output = output
    openRanges = Array(repeating: false, count: rules.count)
  }

  /// Whether lines are read at all.
  var readsInput: Bool {
    rules.contains { rule in
      if case .begin = rule.pattern { false } else { true }
    }
  }

  /// Sets a variable from the command line.
  func set(_ name: String, _ value: String) {
    variables[name] = .input(BackslashEscapes.expand(value, .format).text)
  }

  /// Runs the `BEGIN` actions. Returns false when the program exits.
  func begin() throws(AwkFailure) -> Bool {
    for rule in rules {
      if case .begin = rule.pattern, try run(rule.action ?? []) == .exit { return false }
    }
    return true
  }

  /// Runs the rules for a line. Returns false when the program exits.
  func take(_ text: String, file: String?) throws(AwkFailure) -> Bool {
    isReading = true
    variables["NR"] = .number(variable("NR").number + 1)
    variables["FNR"] = .number(variable("FNR").number + 1)
    if let file { variables["FILENAME"] = .text(file) }
    setLine(text)
    for (index, rule) in rules.enumerated() {
      switch rule.pattern {
      case .begin, .end: continue
      case .every: break
      case .condition(let condition): if !(try value(condition)).isTrue { continue }
      case .range(let first, let last):
        if !openRanges[index] {
          if !(try value(first)).isTrue { continue }
          openRanges[index] = true
        }
        if try value(last).isTrue { openRanges[index] = false }
      }
      guard let action = rule.action else {
        output(line + variable("ORS").text)
        continue
      }
      switch try run(action) {
      case .next: return true
      case .exit: return false
      default: break
      }
    }
    return true
  }

  /// Runs the `END` actions.
  func end() throws(AwkFailure) {
    for rule in rules {
      if case .end = rule.pattern, try run(rule.action ?? []) == .exit { return }
    }
  }

  // MARK: Fields

  private func setLine(_ text: String) {
    line = text
    isSplit = false
  }

  private func splitFields() throws(AwkFailure) {
    guard !isSplit else { return }
    isSplit = true
    if variable("RS").text.isEmpty, variable("FS").text != " " {
      throw AwkFailure(message: "RS=\"\" together with FS is not supported here")
    }
    fields = try split(line, by: variable("FS").text).map { .input($0) }
  }

  func expression(_ source: String) throws(AwkFailure) -> RegularExpression {
    if let known = expressions[source] { return known }
    do throws(RegularExpression.Failure) {
      let expression = try RegularExpression(source, .extended, world: world)
      expressions[source] = expression
      return expression
    } catch {
      throw AwkFailure(message: "\(error.message): /\(source)/")
    }
  }

  private func field(_ number: Double) throws(AwkFailure) -> AwkValue {
    guard number >= 0 else {
      throw AwkFailure(message: "attempt to access field \(AwkValue.text(of: number))")
    }
    if number == 0 { return .input(line) }
    try splitFields()
    return number <= Double(fields.count) ? fields[Int(number) - 1] : .none
  }

  private func setField(_ number: Double, _ value: AwkValue) throws(AwkFailure) {
    guard number >= 0, number < 10_000 else {
      throw AwkFailure(message: "attempt to access field \(AwkValue.text(of: number))")
    }
    if number == 0 {
      setLine(value.text)
      return
    }
    try splitFields()
    while fields.count < Int(number) { fields.append(.text("")) }
    fields[Int(number) - 1] = value
    joinFields()
  }

  private func joinFields() {
    line = fields.map { $0.text }.joined(separator: variable("OFS").text)
  }

  func variable(_ name: String) -> AwkValue { variables[name] ?? .none }

  // MARK: Statements

  private func count() throws(AwkFailure) {
    world.countShellStep()
    if world.exceeded != nil { throw AwkFailure(message: "the program does not end") }
  }

  private func run(_ statements: [AwkStatement]) throws(AwkFailure) -> Flow {
    for statement in statements {
      let flow = try run(statement)
      if flow != .go { return flow }
    }
    return .go
  }

  private func run(_ statement: AwkStatement) throws(AwkFailure) -> Flow {
    switch statement {
    case .expression(let expression): _ = try value(expression)
    case .write(let values):
      var texts: [String] = []
      for expression in values { texts.append(try value(expression).text) }
      output(
        (values.isEmpty ? line : texts.joined(separator: variable("OFS").text))
          + variable("ORS").text)
    case .format(let values): output(try formatted(values))
    case .block(let statements): return try run(statements)
    case .choice(let condition, let first, let second):
      if try value(condition).isTrue { return try run(first) }
      if let second { return try run(second) }
    case .loop(let condition, let body, let step, let testsFirst):
      var isFirst = !testsFirst
      while true {
        try count()
        if !isFirst, let condition, !(try value(condition)).isTrue { break }
        isFirst = false
        let flow = try run(body)
        if flow == .leaveLoop { break }
        if flow == .next || flow == .exit { return flow }
        if let step { _ = try run(step) }
      }
    case .each(let name, let array, let body):
      for key in (arrays[array] ?? [:]).keys {
        try count()
        variables[name] = .input(key)
        let flow = try run(body)
        if flow == .leaveLoop { break }
        if flow == .next || flow == .exit { return flow }
      }
    case .delete("ARGV", _):
      throw AwkFailure(message: "changing ARGC or ARGV is not supported here")
    case .delete(let array, let keys):
      if let keys { arrays[array]?.removeValue(forKey: try key(keys)) } else { arrays[array] = [:] }
    case .next: return .next
    case .exit(let expression):
      if let expression {
        status = Int32(truncatingIfNeeded: integer(try value(expression).number)) & 255
      }
      return .exit
    case .leaveLoop: return .leaveLoop
    case .nextRound: return .nextRound
    }
    return .go
  }

  private func integer(_ value: Double) -> Int64 {
    value.isNaN || value.magnitude >= 9e18 ? 0 : Int64(value)
  }

  func formatted(_ values: [AwkExpression]) throws(AwkFailure) -> String {
    var arguments: [String] = []
    for expression in values.dropFirst() {
      let value = try value(expression)
      // A number keeps its digits until the format says how to write it.
      if case .number(let number) = value {
        arguments.append(
          number == number.truncated && number.magnitude < 1e16
            ? value.text : DoubleText.general(number, digits: 17))
      } else {
        arguments.append(value.text)
      }
    }
    let format = try value(values[0]).text
    return PrintfText.format(format, arguments, isLenient: true).text
  }

  private func key(_ keys: [AwkExpression]) throws(AwkFailure) -> String {
    var texts: [String] = []
    for expression in keys { texts.append(try value(expression).text) }
    return texts.joined(separator: variable("SUBSEP").text)
  }

  // MARK: Expressions

  func value(_ expression: AwkExpression) throws(AwkFailure) -> AwkValue {
    switch expression {
    case .number(let value): return .number(value)
    case .text(let text): return .text(text)
    case .pattern(let pattern): return .number(metered(pattern).isMatch(line) ? 1 : 0)
    case .variable("NF"):
      try splitFields()
      return .number(Double(fields.count))
    case .variable(let name): return variable(name)
    case .field(let number): return try field(try value(number).number)
    case .element(let array, let keys):
      let key = try key(keys)
      if let known = arrays[array]?[key] { return known }
      arrays[array, default: [:]][key] = AwkValue.none
      return .none
    case .contains(let array, let keys):
      return .number(arrays[array]?[try key(keys)] != nil ? 1 : 0)
    case .choice(let condition, let first, let second):
      return try value(try value(condition).isTrue ? first : second)
    case .matches(let text, let pattern, let isNegated):
      let isMatch = try isMatch(try value(text).text, pattern)
      return .number(isMatch != isNegated ? 1 : 0)
    case .assign(let target, let sign, let right):
      var result = try value(right)
      if !sign.isEmpty {
        result = .number(try arithmetic(sign, try value(target).number, result.number))
      }
      try assign(target, result)
      return result
    case .step(let target, let step, let isBefore):
      let before = try value(target).number
      try assign(target, .number(before + step))
      return .number(isBefore ? before + step : before)
    case .unary(let sign, let operand):
      let value = try value(operand)
      switch sign {
      case "!": return .number(value.isTrue ? 0 : 1)
      case "-": return .number(-value.number)
      case "+": return .number(value.number)
      default: return value
      }
    case .binary(let sign, let left, let right): return try binary(sign, left, right)
    case .call(let name, let arguments): return try call(name, arguments)
    }
  }

  private func isMatch(_ text: String, _ pattern: AwkExpression) throws(AwkFailure) -> Bool {
    if case .pattern(let expression) = pattern { return metered(expression).isMatch(text) }
    return try expression(try value(pattern).text).isMatch(text)
  }

  /// The expression with the work that its matching is counted.
  func metered(_ expression: RegularExpression) -> RegularExpression {
    var metered = expression
    metered.world = world
    return metered
  }

  func assign(_ target: AwkExpression, _ value: AwkValue) throws(AwkFailure) {
    if case .number = value {
    } else {
      let length = value.text.utf8.count
      world.spend(length)
      if length > world.limits.outputBytes { world.exceed(.outputBytes) }
      if world.exceeded != nil { throw AwkFailure(message: "the text is too long") }
    }
    switch target {
    case .variable("RS") where isReading:
      throw AwkFailure(message: "changing RS while lines are read is not supported here")
    case .variable("ARGC"), .element("ARGV", _):
      throw AwkFailure(message: "changing ARGC or ARGV is not supported here")
    case .variable("NF"):
      try splitFields()
      let count = min(max(0, Int(bounding: integer(value.number))), 10_000)
      while fields.count < count { fields.append(.text("")) }
      fields.removeLast(fields.count - count)
      joinFields()
    case .variable(let name): variables[name] = value
    case .element(let array, let keys): arrays[array, default: [:]][try key(keys)] = value
    case .field(let number): try setField(try self.value(number).number, value)
    default: break
    }
  }

  private func arithmetic(
    _ sign: String, _ left: Double, _ right: Double
  ) throws(AwkFailure) -> Double {
    switch sign {
    case "+": return left + right
    case "-": return left - right
    case "*": return left * right
    case "/":
      if right == 0 { throw AwkFailure(message: "division by zero") }
      return left / right
    case "%":
      if right == 0 { throw AwkFailure(message: "division by zero in %") }
      return left.remainder(after: right)
    default:
      guard right == right.truncated, right.magnitude <= 1024 else {
        throw AwkFailure(message: "powers with a fraction are not supported here")
      }
      var result = 1.0
      for _ in 0..<Int(right.magnitude) { result *= left }
      return right < 0 ? 1 / result : result
    }
  }

  private func binary(
    _ sign: String, _ left: AwkExpression, _ right: AwkExpression
  ) throws(AwkFailure) -> AwkValue {
    switch sign {
    case "&&": return .number(try value(left).isTrue ? (try value(right).isTrue ? 1 : 0) : 0)
    case "||": return .number(try value(left).isTrue ? 1 : (try value(right).isTrue ? 1 : 0))
    default: break
    }
    let first = try value(left)
    let second = try value(right)
    switch sign {
    case " ": return .text(first.text + second.text)
    case "<", "<=", "==", "!=", ">", ">=":
      let order: Int
      if let a = first.comparable, let b = second.comparable {
        order = a < b ? -1 : a > b ? 1 : 0
      } else {
        let a = first.text
        let b = second.text
        order = a == b ? 0 : a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
      }
      let holds =
        switch sign {
        case "<": order < 0
        case "<=": order <= 0
        case "==": order == 0
        case "!=": order != 0
        case ">": order > 0
        default: order >= 0
        }
      return .number(holds ? 1 : 0)
    default: return .number(try arithmetic(sign, first.number, second.number))
    }
  }
}
