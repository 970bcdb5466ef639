extension Evaluator {
  /// Calls a function that is no aggregate.
  func call(_ call: FunctionCall) throws(SQLError) -> SQLValue {
    if call.isAggregate { throw .misusedGroup }
    let name = call.name
    if let arguments = Evaluator.arity[name] {
      let count = call.arguments.count
      guard count >= arguments.least, count <= arguments.most else { throw .wrongArguments(name) }
    } else {
      throw unknown(name)
    }
    // Those that do not look at all of their arguments.
    switch name {
    case "IF":
      return try value(call.arguments[value(call.arguments[0]).truth == true ? 1 : 2])
    case "COALESCE", "IFNULL":
      for argument in call.arguments {
        let value = try value(argument)
        if !value.isNull { return value }
      }
      return .null
    case "DATE_ADD", "DATE_SUB", "ADDDATE", "SUBDATE":
      guard case .interval(let amount, let unit) = call.arguments[1] else {
        throw .unsupported("\(name) with a number of days")
      }
      return try TimeArithmetic.add(
        value(call.arguments[0]), value(amount), unit,
        backwards: name == "DATE_SUB" || name == "SUBDATE")
    default: break
    }
    var values: [SQLValue] = []
    for argument in call.arguments { values.append(try value(argument)) }
    if let result = try information(name) { return result }
    if let result = try texts(name, values) {
      if case .text(let text) = result { try session.effort.make(text.utf8.count) }
      return result
    }
    if let result = try numbers(name, values) { return result }
    if let result = try times(name, values) { return result }
    if let result = try logs(name, values) { return result }
    throw unknown(name)
  }

  private func unknown(_ name: String) -> SQLError {
    if Vocabulary.isMissingFunction(name) { return .unsupported(name) }
    guard let database = session.database else { return .noDatabase }
    return .noFunction("\(database).\(name.lowercased())")
  }

  /// How many arguments the functions take.
  private static let arity: [String: (least: Int, most: Int)] = [
    "IF": (3, 3), "COALESCE": (1, 1000), "IFNULL": (2, 2), "NULLIF": (2, 2), "DATE_ADD": (2, 2),
    "DATE_SUB": (2, 2), "ADDDATE": (2, 2), "SUBDATE": (2, 2), "NOW": (0, 1), "SYSDATE": (0, 1),
    "CURDATE": (0, 0), "UTC_TIMESTAMP": (0, 0), "CURTIME": (0, 0), "UNIX_TIMESTAMP": (0, 1),
    "FROM_UNIXTIME": (1, 1), "DATE": (1, 1), "YEAR": (1, 1), "MONTH": (1, 1), "DAY": (1, 1),
    "DAYOFMONTH": (1, 1), "HOUR": (1, 1), "MINUTE": (1, 1), "SECOND": (1, 1), "DATEDIFF": (2, 2),
    "VERSION": (0, 0), "DATABASE": (0, 0), "SCHEMA": (0, 0), "USER": (0, 0),
    "CURRENT_USER": (0, 0), "SESSION_USER": (0, 0), "SYSTEM_USER": (0, 0),
    "CONNECTION_ID": (0, 0), "LAST_INSERT_ID": (0, 1), "ROW_COUNT": (0, 0), "UUID": (0, 0),
    "RAND": (0, 0), "SLEEP": (1, 1), "CONCAT": (1, 1000), "CONCAT_WS": (2, 1000),
    "LENGTH": (1, 1), "CHAR_LENGTH": (1, 1), "CHARACTER_LENGTH": (1, 1), "UPPER": (1, 1),
    "UCASE": (1, 1), "LOWER": (1, 1), "LCASE": (1, 1), "TRIM": (1, 1), "LTRIM": (1, 1),
    "RTRIM": (1, 1), "LEFT": (2, 2), "RIGHT": (2, 2), "SUBSTRING": (2, 3), "SUBSTR": (2, 3),
    "MID": (3, 3), "REPLACE": (3, 3), "REPEAT": (2, 2), "REVERSE": (1, 1), "LPAD": (3, 3),
    "RPAD": (3, 3), "LOCATE": (2, 2), "INSTR": (2, 2), "SPACE": (1, 1), "HEX": (1, 1),
    "ABS": (1, 1), "ROUND": (1, 2), "FLOOR": (1, 1), "CEIL": (1, 1), "CEILING": (1, 1),
    "MOD": (2, 2), "SIGN": (1, 1), "GREATEST": (2, 1000), "LEAST": (2, 1000), "TRUNCATE": (2, 2),
    "GTID_SUBSET": (2, 2), "GTID_SUBTRACT": (2, 2),
  ]

  private func information(_ name: String) throws(SQLError) -> SQLValue? {
    switch name {
    case "VERSION": return .text(session.environment.serverVersion)
    case "DATABASE", "SCHEMA": return session.database.map { .text($0) } ?? .null
    case "USER", "SESSION_USER", "SYSTEM_USER": return .text(session.environment.loginName)
    case "CURRENT_USER": return .text(session.environment.accountName)
    case "CONNECTION_ID": return .integer(session.environment.connectionNumber)
    case "LAST_INSERT_ID": return .integer(session.lastInsertID)
    case "ROW_COUNT": return .integer(session.rowCount)
    case "RAND":
      return .double(Double(session.environment.randomBits() >> 11) / 9_007_199_254_740_992)
    case "UUID":
      let high = SQLText.hexadecimal(session.environment.randomBits())
      let low = SQLText.hexadecimal(session.environment.randomBits())
      return .text(
        "\(high.prefix(8))-\(high.dropFirst(8).prefix(4))-11\(high.suffix(2))-\(low.prefix(4))-"
          + "\(low.dropFirst(4))")
    default: return nil
    }
  }

  private func logs(_ name: String, _ values: [SQLValue]) throws(SQLError) -> SQLValue? {
    guard name == "GTID_SUBSET" || name == "GTID_SUBTRACT" else { return nil }
    guard let a = values[0].text, let b = values[1].text else { return .null }
    guard let left = GTIDSet(a) else { throw GTIDSet.malformed(a) }
    guard let right = GTIDSet(b) else { throw GTIDSet.malformed(b) }
    return name == "GTID_SUBSET"
      ? .truth(right.contains(left)) : .text(left.subtracting(right).text)
  }

  private func texts(_ name: String, _ values: [SQLValue]) throws(SQLError) -> SQLValue? {
    let needsAll = name != "CONCAT_WS"
    func text(_ index: Int) -> String { values[index].text ?? "" }
    func number(_ index: Int) -> Int {
      Int(max(-1_000_000, min(1_000_000, values[index].number.rounded())))
    }
    let isKnown = [
      "CONCAT", "CONCAT_WS", "LENGTH", "CHAR_LENGTH", "CHARACTER_LENGTH", "UPPER", "UCASE",
      "LOWER", "LCASE", "TRIM", "LTRIM", "RTRIM", "LEFT", "RIGHT", "SUBSTRING", "SUBSTR", "MID",
      "REPLACE", "REPEAT", "REVERSE", "LPAD", "RPAD", "LOCATE", "INSTR", "SPACE", "HEX",
    ].contains(name)
    guard isKnown else { return nil }
    if needsAll, values.contains(where: { $0.isNull }) { return .null }
    switch name {
    case "CONCAT": return .text(values.map { $0.text ?? "" }.joined())
    case "CONCAT_WS":
      guard let separator = values[0].text else { return .null }
      return .text(values.dropFirst().compactMap { $0.text }.joined(separator: separator))
    case "LENGTH": return .integer(Int64(text(0).utf8.count))
    case "CHAR_LENGTH", "CHARACTER_LENGTH": return .integer(Int64(text(0).unicodeScalars.count))
    case "UPPER", "UCASE": return .text(text(0).uppercased())
    case "LOWER", "LCASE": return .text(text(0).lowercased())
    case "TRIM": return .text(SQLText.trimmed(text(0), front: true, back: true))
    case "LTRIM": return .text(SQLText.trimmed(text(0), front: true, back: false))
    case "RTRIM": return .text(SQLText.trimmed(text(0), front: false, back: true))
    case "LEFT": return .text(String(text(0).prefix(max(0, number(1)))))
    case "RIGHT": return .text(String(text(0).suffix(max(0, number(1)))))
    case "SUBSTRING", "SUBSTR", "MID":
      return .text(
        SQLText.part(text(0), from: number(1), length: values.count > 2 ? number(2) : nil))
    case "REPLACE": return .text(SQLText.replacing(text(0), text(1), by: text(2)))
    case "REPEAT":
      let count = max(0, number(1))
      guard Int64(text(0).utf8.count) * Int64(count) <= 67_108_864 else { return .null }
      return .text(String(repeating: text(0), count: count))
    case "SPACE": return .text(String(repeating: " ", count: max(0, number(0))))
    case "REVERSE": return .text(String(text(0).reversed()))
    case "LPAD", "RPAD":
      return SQLText.padded(text(0), to: number(1), with: text(2), front: name == "LPAD")
        .map { .text($0) } ?? .null
    case "LOCATE": return .integer(Int64(SQLText.place(of: text(0), in: text(1))))
    case "INSTR": return .integer(Int64(SQLText.place(of: text(1), in: text(0))))
    default:
      if case .integer(let number) = values[0] {
        return .text(String(number, radix: 16, uppercase: true))
      }
      return .text(
        text(0).utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
          .joined())
    }
  }

  private func numbers(_ name: String, _ values: [SQLValue]) throws(SQLError) -> SQLValue? {
    switch name {
    case "NULLIF": return SQLValue.compare(values[0], values[1]) == 0 ? .null : values[0]
    case "GREATEST", "LEAST":
      var best = values[0]
      for value in values.dropFirst() {
        guard let order = SQLValue.compare(value, best) else { return .null }
        if name == "GREATEST" ? order > 0 : order < 0 { best = value }
      }
      return values.contains { $0.isNull } ? .null : best
    case "ABS", "ROUND", "FLOOR", "CEIL", "CEILING", "SIGN", "TRUNCATE", "MOD", "SLEEP": break
    default: return nil
    }
    if values.contains(where: { $0.isNull }) { return name == "SLEEP" ? .integer(0) : .null }
    let value = values[0]
    switch name {
    case "SLEEP":
      session.slept += max(0, min(value.number, 86_400))
      return .integer(0)
    case "MOD":
      return try Arithmetic.compute(
        .modulo, value, values[1], .call(FunctionCall(name: "MOD", arguments: [])))
    case "SIGN": return .integer(value.number < 0 ? -1 : value.number > 0 ? 1 : 0)
    case "ABS":
      switch value {
      case .integer(let number):
        if number == Int64.min { throw .numberOutOfRange("BIGINT", "abs(\(number))") }
        return .integer(Int64(number.magnitude))
      case .decimal(let number):
        return .decimal(SQLDecimal(units: Int64(number.units.magnitude), scale: number.scale))
      default: return .double(value.number.magnitude)
      }
    default: return rounded(name, value, values.count > 1 ? values[1] : nil)
    }
  }

  private func rounded(_ name: String, _ value: SQLValue, _ digits: SQLValue?) -> SQLValue {
    let count = Int(max(-18, min(18, digits?.number ?? 0)))
    switch value {
    case .integer(let number) where count >= 0: return .integer(number)
    case .decimal(let number) where count >= 0 && count < number.scale:
      guard let divisor = SQLDecimal.power(number.scale - count) else { return value }
      let whole = SQLDecimal(units: number.units / divisor, scale: count)
      let isExact = number.units % divisor == 0
      switch name {
      case "FLOOR":
        return .integer(whole.units - (!isExact && number.units < 0 ? 1 : 0))
      case "CEIL", "CEILING":
        return .integer(whole.units + (!isExact && number.units > 0 ? 1 : 0))
      case "TRUNCATE": return .decimal(whole)
      default: return number.rescaled(to: count).map { .decimal($0) } ?? .null
      }
    default:
      var scale = 1.0
      for _ in 0..<abs(count) { scale *= 10 }
      let number = count >= 0 ? value.number * scale : value.number / scale
      let result: Double
      switch name {
      case "FLOOR": result = number.rounded(.down)
      case "CEIL", "CEILING": result = number.rounded(.up)
      case "TRUNCATE": result = number.rounded(.towardZero)
      default: result = number.rounded()
      }
      let number2 = count >= 0 ? result / scale : result * scale
      if case .integer = value, let whole = Int64(exactly: number2) { return .integer(whole) }
      return .double(number2)
    }
  }

  private func times(_ name: String, _ values: [SQLValue]) throws(SQLError) -> SQLValue? {
    let now = SQLTime(seconds: session.environment.statementTime)
    switch name {
    case "NOW", "SYSDATE", "UTC_TIMESTAMP":
      if values.contains(where: { $0.number != 0 }) { throw .unsupported("fractions of seconds") }
      return .time(now)
    case "CURDATE": return .time(now.date)
    case "CURTIME": return .text(now.clock)
    case "UNIX_TIMESTAMP":
      guard let value = values.first else { return .integer(now.seconds) }
      return Evaluator.time(value).map { .integer($0.seconds) } ?? .null
    case "FROM_UNIXTIME":
      if values[0].isNull { return .null }
      guard let seconds = Int64(exactly: values[0].number.rounded()), seconds >= 0,
        seconds < 32_536_771_200
      else { return .null }
      return .time(SQLTime(seconds: seconds))
    case "DATE", "YEAR", "MONTH", "DAY", "DAYOFMONTH", "HOUR", "MINUTE", "SECOND":
      guard let time = Evaluator.time(values[0]) else { return .null }
      let clock = ((time.seconds % 86_400) + 86_400) % 86_400
      switch name {
      case "DATE": return .time(time.date)
      case "YEAR": return .integer(time.fields.year)
      case "MONTH": return .integer(time.fields.month)
      case "HOUR": return .integer(clock / 3600)
      case "MINUTE": return .integer(clock % 3600 / 60)
      case "SECOND": return .integer(clock % 60)
      default: return .integer(time.fields.day)
      }
    case "DATEDIFF":
      guard let a = Evaluator.time(values[0]), let b = Evaluator.time(values[1]) else {
        return .null
      }
      return .integer((a.date.seconds - b.date.seconds) / 86_400)
    default: return nil
    }
  }
}
