import Values

/// A value as the server's own types have it, for messages that show values as Go does.
indirect enum GoValue {
  /// A nil pointer, list or map.
  case absent
  case text(String)
  /// A text whose type says how it is shown: `s"storage"`.
  case spoken(String)
  /// A number or a truth value, and whether it is the zero of its type.
  case scalar(String, isZero: Bool)
  case pointer(GoValue)
  case structure(type: String, fields: [Field])
  /// A struct that is compared as a whole.
  case whole(type: String, fields: [Field])
  case list(type: String, items: [GoValue])
  case map(type: String, entries: [Field])

  struct Field {
    var name: String
    var value: GoValue
  }

  var isZero: Bool {
    switch self {
    case .absent: true
    case .text(let text), .spoken(let text): text.isEmpty
    case .scalar(_, let isZero): isZero
    case .structure(_, let fields), .whole(_, let fields): fields.allSatisfy { $0.value.isZero }
    case .pointer, .list, .map: false
    }
  }

  func isSame(as other: GoValue) -> Bool {
    switch (self, other) {
    case (.absent, .absent): true
    case (.text(let left), .text(let right)), (.spoken(let left), .spoken(let right)):
      left == right
    case (.scalar(let left, _), .scalar(let right, _)): left == right
    case (.pointer(let left), .pointer(let right)): left.isSame(as: right)
    case (.structure(_, let left), .structure(_, let right)),
      (.whole(_, let left), .whole(_, let right)), (.map(_, let left), .map(_, let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.name == $1.name && $0.value.isSame(as: $1.value) }
    case (.list(_, let left), .list(_, let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    default: false
    }
  }

  /// The name of the type where one is written before a composite value.
  var typeName: String? {
    switch self {
    case .structure(let type, _), .whole(let type, _), .list(let type, _), .map(let type, _): type
    default: nil
    }
  }
}
