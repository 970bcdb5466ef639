import Values

/// How single values are shown in a difference.
enum GoShowing {
  /// The name of an entry: `"app"`, or `s"storage"` where the type of the keys can speak.
  static func key(_ key: String, of type: String) -> String {
    (type == "core.ResourceList" ? "s" : "") + APIError.Cause.quoted(key)
  }

  /// A part that is the same in both values.
  static func equal(_ key: String, _ value: GoValue?) -> GoLayout.Record {
    GoLayout.Record(key: key, value: value.map { short($0) } ?? .line("nil"))
  }

  /// Without types, without empty fields, down to four parts of each value; what is compared as
  /// a whole is shown one level deep.
  private static func short(_ value: GoValue) -> GoLayout {
    switch value {
    case .pointer(let target): return .wrapped("&", short(target), "")
    case .structure(_, let fields): return parts(fields.filter { !$0.value.isZero }) { $0 }
    case .map(let type, let entries): return parts(entries) { key($0, of: type) }
    case .list(_, let items):
      return parts(items.map { GoValue.Field(name: "", value: $0) }) { $0 }
    case .whole(_, let fields):
      let shown = fields.filter { !$0.value.isZero }.prefix(4).map { field in
        GoLayout.Record(key: field.name, value: shallow(field.value))
      }
      return .wrapped("{", .list(shown), "}")
    default: return plain(value)
    }
  }

  private static func parts(
    _ fields: [GoValue.Field], _ name: (String) -> String
  ) -> GoLayout {
    var records = fields.prefix(4).map { field in
      GoLayout.Record(
        key: field.name.isEmpty ? "" : name(field.name), value: short(field.value))
    }
    if fields.count > 4 { records.append(.init(value: .line("..."), hasComma: false)) }
    return .wrapped("{", .list(records), "}")
  }

  private static func shallow(_ value: GoValue) -> GoLayout {
    if case .structure(_, let fields) = value {
      return .line(fields.allSatisfy { $0.value.isZero } ? "{}" : "{...}")
    }
    return plain(value)
  }

  /// Something that only one of the values has, with types, and everything in it.
  static func value(_ value: GoValue, _ mark: GoLayout.Mark, showsType: Bool) -> GoLayout {
    switch value {
    case .pointer(let target):
      return .wrapped("&", self.value(target, mark, showsType: showsType), "")
    case .structure(let type, let fields), .whole(let type, let fields):
      let records = fields.filter { !$0.value.isZero }.map {
        GoLayout.Record(key: $0.name, value: self.value($0.value, mark, showsType: true))
      }
      return .wrapped((showsType ? type : "") + "{", .list(records), "}")
    case .map(let type, let entries):
      let records = entries.map {
        GoLayout.Record(
          key: key($0.name, of: type), value: self.value($0.value, mark, showsType: false))
      }
      return .wrapped((showsType ? type : "") + "{", .list(records), "}")
    case .list(let type, let items):
      let records = items.map {
        GoLayout.Record(value: self.value($0, mark, showsType: false))
      }
      return .wrapped((showsType ? type : "") + "{", .list(records), "}")
    default: return plain(value)
    }
  }

  private static func plain(_ value: GoValue) -> GoLayout {
    switch value {
    case .text(let text): .line(APIError.Cause.quoted(text))
    case .spoken(let text): .line("s" + APIError.Cause.quoted(text))
    case .scalar(let text, _): .line(text)
    default: .line("nil")
    }
  }
}
