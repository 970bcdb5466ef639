import OrderedCollections
import Values

extension APIServer {
  func answerCreate(_ request: APIRequest, _ type: ResourceType) throws(APIError) -> APIResponse {
    let (object, warnings) = try decoded(request.body, request, type)
    try checkNamespace(of: object, request, type)
    let stored = try create(any: object, isDryRun: request.isDryRun)
    var response = shown(stored, request, type, code: 201)
    response.warnings = warnings
    return response
  }

  func answerUpdate(_ request: APIRequest, _ type: ResourceType) throws(APIError) -> APIResponse {
    let (object, warnings) = try decoded(request.body, request, type)
    try checkNamespace(of: object, request, type)
    try checkName(of: object, request)
    let stored = try update(any: object, isDryRun: request.isDryRun)
    var response = shown(stored, request, type, code: 200)
    response.warnings = warnings
    return response
  }

  func answerPatch(_ request: APIRequest, _ type: ResourceType) throws(APIError) -> APIResponse {
    if request.patchType == .apply, request.subresource.isEmpty {
      return try answerApply(request, type)
    }
    let old = try existing(request, type)
    let (object, warnings) = try patched(old, request, type)
    try checkName(of: object, request)
    object.metadata.namespace = old.metadata.namespace
    let stored =
      request.subresource == "status"
      ? try updateStatus(any: object, isDryRun: request.isDryRun)
      : try update(any: object, isDryRun: request.isDryRun)
    var response = shown(stored, request, type, code: 200)
    response.warnings = warnings
    return response
  }

  func checkName(of object: KubernetesObject, _ request: APIRequest) throws(APIError) {
    if object.metadata.name != request.name {
      throw APIError(
        .badRequest,
        "the name of the object (\(object.metadata.name)) does not match the name on the URL"
          + " (\(request.name))")
    }
  }

  func checkNamespace(
    of object: KubernetesObject, _ request: APIRequest, _ type: ResourceType
  ) throws(APIError) {
    guard type.isNamespaced else { return }
    if object.metadata.namespace.isEmpty {
      object.metadata.namespace = request.namespace
    } else if !request.namespace.isEmpty, object.metadata.namespace != request.namespace {
      throw APIError(
        .badRequest,
        "the namespace of the provided object does not match the namespace sent on the request")
    }
  }

  /// The object in a body, and warnings about what is ignored in it.
  func decoded(
    _ body: JSON, _ request: APIRequest, _ type: ResourceType
  ) throws(APIError) -> (object: KubernetesObject, warnings: [String]) {
    let kind = body["kind"]?.string ?? type.kind
    let version = body["apiVersion"]?.string ?? type.apiVersion
    let start =
      "\(type.kind) in version \"\(type.version)\" cannot be handled as a \(type.kind): "
    if kind != type.kind || version != type.apiVersion {
      throw APIError(
        .badRequest,
        "\(kind) in version \"\(version)\" cannot be handled as a \(type.kind): no kind"
          + " \"\(kind)\" is registered for version \"\(version)\" in scheme")
    }
    do throws(FieldError) {
      let (object, problems) = try KubernetesObject.read(body, as: type)
      if problems.isEmpty || request.fieldValidation == .ignore { return (object, []) }
      if request.fieldValidation == .warn { return (object, problems) }
      throw FieldError(
        message: "strict decoding error: " + problems.joined(separator: ", "))
    } catch {
      throw APIError(.badRequest, start + error.message)
    }
  }

  /// The object after a patch.
  func patched(
    _ old: KubernetesObject, _ request: APIRequest, _ type: ResourceType
  ) throws(APIError) -> (object: KubernetesObject, warnings: [String]) {
    let after = try patched(old.json(), request)
    do throws(FieldError) {
      let (object, problems) = try KubernetesObject.read(after, as: type)
      if !problems.isEmpty, request.fieldValidation == .strict {
        throw FieldError(
          message: "strict decoding error: " + problems.joined(separator: ", "))
      }
      return (object, request.fieldValidation == .warn ? problems : [])
    } catch {
      let shown =
        request.patchType == .strategicMerge
        ? GoText.show(request.body)
        : PatchedText.of(try patched(old.jsonWithManagers(), request), request)
      let cause = APIError.Cause.invalid("patch", text: shown, error.message)
      var refusal = APIError(.invalid, " \"\" is invalid: patch: \(cause.message)")
      refusal.causes = [cause]
      throw refusal
    }
  }

  private func patched(_ before: JSON, _ request: APIRequest) throws(APIError) -> JSON {
    switch request.patchType {
    case .json: return try JSONPatch.apply(request.body, to: before)
    case .merge:
      try checkIsObject(request.body)
      return before.merged(with: request.body)
    case .strategicMerge, .apply:
      try checkIsObject(request.body)
      return StrategicMerge.apply(request.body, to: before)
    }
  }

  func checkIsObject(_ patch: JSON) throws(APIError) {
    if case .object = patch { return }
    let context = DecodingContext()
    throw APIError(
      .badRequest,
      context.mismatch(patch, expected: "map[string]interface {}").message)
  }
}

extension GoText {
  /// A value as Go's `%+v` shows it: `map[spec:map[replicas:two]]`.
  static func show(_ value: JSON) -> String {
    switch value {
    case .null: return "<nil>"
    case .bool(let flag): return flag ? "true" : "false"
    case .integer(let number): return String(number)
    case .number(let number): return JSON.text(of: number)
    case .string(let text): return text
    case .array(let items): return "[" + items.map { show($0) }.joined(separator: " ") + "]"
    case .object(let members):
      let names = members.keys.sorted { $0.precedesByBytes($1) }
      let parts = names.map { $0 + ":" + show(members[$0] ?? .null) }
      return "map[" + parts.joined(separator: " ") + "]"
    }
  }
}
