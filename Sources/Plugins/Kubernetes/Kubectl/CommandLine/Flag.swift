/// A flag of a command: `--namespace`, `-n`.
struct Flag: Sendable {
  /// What the flag takes, and what holds when it is not given.
  enum Value: Sendable {
    /// `--watch`, `--watch=false`.
    case bool(Bool)
    case text(String)
    /// May be given several times; commas separate values, too.
    case list
    /// May be given several times; commas belong to the value.
    case array
    case number(Int64)
    /// `30s`, `1m30s`, `0`.
    case duration(String)
    /// A text that may be left out: `--cascade` means `--cascade=background`.
    case optionalText(String, whenBare: String)
  }

  let name: String
  /// The letter of the short form; empty when there is none.
  let short: String
  let value: Value
  let summary: String
  /// Why the flag, which the real kubectl has, is refused here; nil when it works.
  let refusal: String?

  init(
    _ name: String, _ short: String = "", _ value: Value, _ summary: String = "",
    refusal: String? = nil
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.summary = summary
    self.refusal = refusal
  }

  /// A flag of the real kubectl that has no meaning in a simulated cluster.
  static func unsupported(_ name: String, _ short: String = "", _ value: Value) -> Flag {
    Flag(name, short, value, refusal: "it is not simulated")
  }

  /// The text that stands for the flag alone, without a value; nil when a value is needed.
  var bareText: String? {
    switch value {
    case .bool: "true"
    case .optionalText(_, let bare): bare
    default: nil
    }
  }

  /// How the flag is named in error messages: `-n, --namespace`.
  var messageName: String { short.isEmpty ? "--\(name)" : "-\(short), --\(name)" }
}
