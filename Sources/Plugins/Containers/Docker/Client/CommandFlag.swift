/// A flag of a command.
struct CommandFlag: Sendable {
  enum Kind: Sendable {
    case flag
    /// Takes a value; the last one counts.
    case value
    /// Takes a value each time that it is given.
    case list
    /// Is known, and refused because nothing here does what it says.
    case unsupported(takesValue: Bool)
  }

  var name: String
  /// One letter; empty for none.
  var short: String
  var kind: Kind

  static func flag(_ name: String, _ short: String = "") -> CommandFlag {
    CommandFlag(name: name, short: short, kind: .flag)
  }

  static func value(_ name: String, _ short: String = "") -> CommandFlag {
    CommandFlag(name: name, short: short, kind: .value)
  }

  static func list(_ name: String, _ short: String = "") -> CommandFlag {
    CommandFlag(name: name, short: short, kind: .list)
  }

  static func unsupported(
    _ name: String, _ short: String = "", takesValue: Bool = true
  ) -> CommandFlag {
    CommandFlag(name: name, short: short, kind: .unsupported(takesValue: takesValue))
  }

  var takesValue: Bool {
    switch kind {
    case .flag: false
    case .value, .list: true
    case .unsupported(let takesValue): takesValue
    }
  }
}
