import SQL

/// The system variables of a server, with their global values.
final class SystemVariables {
  private(set) var definitions: [VariableDefinition]
  private var values: [String: SQLValue] = [:]
  let isOld: Bool
  /// Which words the plugins that are loaded have: `source`, `master`, `replica`, `slave`.
  private(set) var pluginWords: [String] = []

  init(_ version: SQLVersion, number: String) {
    definitions = VariableDefinition.all(version, number: number)
    isOld = version == .v57
    for definition in definitions { values[definition.name] = definition.standard }
  }

  /// The name under which a variable is kept: old and new words mean the same.
  func canonical(_ name: String) -> String {
    var name = name.lowercased()
    if name.hasPrefix("rpl_semi_sync_") {
      name = SystemVariables.replacing(name, "_master_", "_source_")
      name = SystemVariables.replacing(name, "_slave_", "_replica_")
      return name
    }
    if find(name) != nil { return name }
    // The new words came with 8.0.26; 5.7 knows none of them.
    let other = SystemVariables.replacing(name, "slave", "replica")
    if !isOld, other != name, find(other) != nil { return other }
    return name
  }

  /// The name that a variable of 8.0 has in this version.
  func ownName(_ name: String) -> String {
    isOld ? SystemVariables.replacing(name, "replica", "slave") : name
  }

  private static func replacing(_ text: String, _ old: String, _ new: String) -> String {
    let bytes = Array(text.utf8)
    let wanted = Array(old.utf8)
    guard bytes.count >= wanted.count else { return text }
    for start in 0...(bytes.count - wanted.count) where bytes[start...].starts(with: wanted) {
      return String(decoding: bytes[..<start], as: UTF8.self) + new
        + String(decoding: bytes[(start + wanted.count)...], as: UTF8.self)
    }
    return text
  }

  func find(_ name: String) -> VariableDefinition? {
    if name.hasPrefix("rpl_semi_sync_") {
      let isSource = name.hasPrefix("rpl_semi_sync_source_")
      let loaded = pluginWords.contains {
        isSource ? $0 == "source" || $0 == "master" : $0 == "replica" || $0 == "slave"
      }
      return loaded ? VariableDefinition.semiSync.first { $0.name == name } : nil
    }
    return definitions.first { $0.name == name }
  }

  func load(pluginWord: String) {
    if !pluginWords.contains(pluginWord) { pluginWords.append(pluginWord) }
    for definition in VariableDefinition.semiSync where values[definition.name] == nil {
      values[definition.name] = definition.standard
    }
  }

  func unload(pluginWord: String) { pluginWords.removeAll { $0 == pluginWord } }

  subscript(name: String) -> SQLValue {
    get { values[name] ?? .null }
    set { values[name] = newValue }
  }

  func flag(_ name: String) -> Bool { values[name]?.truth == true }
  func text(_ name: String) -> String { values[name]?.text ?? "" }
  func number(_ name: String) -> Int64 {
    if case .integer(let number) = values[name] { number } else { 0 }
  }

  /// A value as a variable keeps it. Throws the error of SET.
  static func checked(
    _ value: SQLValue, _ definition: VariableDefinition, shownName: String
  ) throws(SQLError) -> SQLValue {
    func wrong() -> SQLError {
      SQLError(
        1231, "42000",
        "Variable '\(shownName)' can't be set to the value of '\(value.text ?? "NULL")'")
    }
    switch definition.kind {
    case .flag:
      switch value {
      case .integer(0), .integer(1): return value
      case .text(let text):
        switch text.uppercased() {
        case "ON", "TRUE", "1", "YES": return .integer(1)
        case "OFF", "FALSE", "0", "NO": return .integer(0)
        default: throw wrong()
        }
      default: throw wrong()
      }
    case .number(let range):
      switch value {
      case .integer(let number):
        // Out of range is cut to the range, with a warning in the real server.
        return .integer(min(max(number, range.lowerBound), range.upperBound))
      default:
        throw SQLError(1232, "42000", "Incorrect argument type to variable '\(shownName)'")
      }
    case .text:
      guard case .text = value else {
        if value.isNull { return .text("") }
        throw SQLError(1232, "42000", "Incorrect argument type to variable '\(shownName)'")
      }
      return value
    case .choice(let words):
      if case .integer(let number) = value, number >= 0, number < Int64(words.count) {
        return .text(words[Int(number)])
      }
      guard let text = value.text,
        let word = words.first(where: { $0.uppercased() == text.uppercased() })
      else { throw wrong() }
      return .text(word)
    }
  }

  /// A value from an option file or the command line; nil when it does not fit.
  static func parsed(_ text: String, _ definition: VariableDefinition) -> SQLValue? {
    do throws(SQLError) {
      if case .number = definition.kind {
        guard let number = size(text) else { return nil }
        return try checked(.integer(number), definition, shownName: definition.name)
      }
      return try checked(.text(text), definition, shownName: definition.name)
    } catch {
      return nil
    }
  }

  /// `16M`, `100`.
  private static func size(_ text: String) -> Int64? {
    let units: [(String, Int64)] = [("K", 1 << 10), ("M", 1 << 20), ("G", 1 << 30)]
    for (letter, factor) in units where text.uppercased().hasSuffix(letter) {
      guard let number = Int64(text.dropLast()) else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: factor)
      return overflow ? nil : product
    }
    return Int64(text)
  }

  /// How SHOW VARIABLES writes a value.
  static func shown(_ value: SQLValue, _ definition: VariableDefinition) -> String {
    if case .flag = definition.kind { return value.truth == true ? "ON" : "OFF" }
    return value.text ?? ""
  }

  /// What SHOW VARIABLES lists: names as they are spelled, with the definition behind each.
  var listed: [(name: String, definition: VariableDefinition)] {
    var result = definitions.filter { $0.scope != .session || $0.name == "sql_log_bin" }
      .map { (name: $0.name, definition: $0) }
    for word in pluginWords {
      let isSource = word == "source" || word == "master"
      let side = isSource ? "_source_" : "_replica_"
      for definition in VariableDefinition.semiSync
      where definition.name.hasPrefix("rpl_semi_sync" + side) {
        let name = SystemVariables.replacing(definition.name, side, "_\(word)_")
        result.append(
          (
            SystemVariables.replacing(
              name, "_for_replica_", isOld || word == "master" ? "_for_slave_" : "_for_replica_"),
            definition
          ))
      }
    }
    if !isOld {
      for definition in definitions {
        let old = SystemVariables.replacing(definition.name, "replica", "slave")
        if old != definition.name { result.append((old, definition)) }
      }
    }
    return result.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
