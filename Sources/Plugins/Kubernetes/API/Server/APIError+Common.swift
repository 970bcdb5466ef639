extension APIError {
  static func about(
    _ reason: Reason, _ type: ResourceType, _ name: String, _ message: String
  ) -> APIError {
    var error = APIError(reason, message)
    error.name = name
    error.group = type.group
    error.kind = type.plural
    return error
  }

  /// `pods "web-9" not found` (K26).
  public static func notFound(_ type: ResourceType, _ name: String) -> APIError {
    about(.notFound, type, name, "\(type.qualifiedPlural) \"\(name)\" not found")
  }

  /// `statefulsets.apps "web" already exists`.
  public static func alreadyExists(_ type: ResourceType, _ name: String) -> APIError {
    about(.alreadyExists, type, name, "\(type.qualifiedPlural) \"\(name)\" already exists")
  }

  /// `Operation cannot be fulfilled on pods "web-0": …`.
  public static func conflict(
    _ type: ResourceType, _ name: String, _ detail: String
  ) -> APIError {
    about(
      .conflict, type, name,
      "Operation cannot be fulfilled on \(type.qualifiedPlural) \"\(name)\": \(detail)")
  }

  /// The conflict of a write that was made from an old version.
  public static func modified(_ type: ResourceType, _ name: String) -> APIError {
    conflict(
      type, name,
      "the object has been modified; please apply your changes to the latest version and try again")
  }

  /// `pods "web-2" is forbidden: …`.
  public static func forbidden(
    _ type: ResourceType, _ name: String, _ detail: String
  ) -> APIError {
    about(
      .forbidden, type, name, "\(type.qualifiedPlural) \"\(name)\" is forbidden: \(detail)")
  }

  /// `Cannot evict pod as it would violate the pod's disruption budget.` and the like.
  public static func tooManyRequests(
    _ message: String, retryAfterSeconds: Int32 = 0
  ) -> APIError {
    var error = APIError(.tooManyRequests, message)
    error.retryAfterSeconds = retryAfterSeconds
    return error
  }

  /// `StatefulSet.apps "web" is invalid: spec.replicas: Invalid value: …` (K29); several causes
  /// stand in square brackets.
  public static func invalid(
    _ type: ResourceType, _ name: String, _ causes: [Cause]
  ) -> APIError {
    let kind = type.group.isEmpty ? type.kind : type.kind + "." + type.group
    let texts = causes.map { "\($0.field): \($0.message)" }
    var unique: [String] = []
    for text in texts where !unique.contains(text) { unique.append(text) }
    let detail = unique.count == 1 ? unique[0] : "[" + unique.joined(separator: ", ") + "]"
    var error = APIError(.invalid, "\(kind) \"\(name)\" is invalid: \(detail)")
    error.name = name
    error.group = type.group
    error.kind = type.kind
    error.causes = causes
    return error
  }
}
