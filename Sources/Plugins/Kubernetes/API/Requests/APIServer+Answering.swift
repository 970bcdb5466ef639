import OrderedCollections
import Values

extension APIServer {
  func answer(_ request: APIRequest) throws(APIError) -> APIResponse {
    let type = try knownType(request)
    if type === ResourceType.customResourceDefinitions, request.verb != .get,
      request.verb != .list, request.verb != .watch
    {
      throw APIError(
        .methodNotAllowed,
        "\(type.qualifiedPlural) can only be read here: a kind comes from a plugin of the book, and"
          + " stays")
    }
    if !request.subresource.isEmpty { return try answerSubresource(request, type) }
    switch request.verb {
    case .get:
      let object = try existing(request, type)
      return shown(object, request, type, code: 200)
    case .list: return try answerList(request, type)
    case .create: return try answerCreate(request, type)
    case .update: return try answerUpdate(request, type)
    case .patch: return try answerPatch(request, type)
    case .delete:
      let options = request.dryRunOptions
      let outcome = try delete(
        type, namespace: request.namespace, name: request.name, options: options)
      return outcome.isGone
        ? APIResponse(code: 200, body: deletionStatus(outcome.object))
        : shown(outcome.object, request, type, code: 200)
    case .deleteCollection:
      for object in list(try selection(request, type)) {
        _ = try delete(
          type, namespace: object.namespace, name: object.name, options: request.dryRunOptions)
      }
      return APIResponse(code: 200, body: ["kind": "Status", "status": "Success"])
    case .watch: throw methodNotAllowed()
    }
  }

  func methodNotAllowed() -> APIError {
    APIError(
      .methodNotAllowed, "the server does not allow this method on the requested resource")
  }

  func existing(_ request: APIRequest, _ type: ResourceType) throws(APIError) -> KubernetesObject {
    guard let object = object(type, namespace: request.namespace, name: request.name) else {
      throw APIError.notFound(type, request.name)
    }
    return object
  }

  func shown(
    _ object: KubernetesObject, _ request: APIRequest, _ type: ResourceType, code: Int32
  ) -> APIResponse {
    let body =
      request.wantsTable
      ? Table(type, [object], now: now()).json(resourceVersion: object.metadata.resourceVersion)
      : object.json(for: request)
    return APIResponse(code: code, body: body)
  }

  func answerList(_ request: APIRequest, _ type: ResourceType) throws(APIError) -> APIResponse {
    let objects = list(try selection(request, type))
    let version = String(resourceVersion)
    if request.wantsTable {
      return APIResponse(
        code: 200, body: Table(type, objects, now: now()).json(resourceVersion: version))
    }
    return APIResponse(
      code: 200,
      body: [
        "kind": .string(type.kind + "List"), "apiVersion": .string(type.apiVersion),
        "metadata": ["resourceVersion": .string(version)],
        "items": .array(objects.map { $0.json(for: request) }),
      ])
  }

  func deletionStatus(_ object: KubernetesObject) -> JSON {
    var details: OrderedMembers = ["name": .string(object.name)]
    if !object.resourceType.group.isEmpty { details["group"] = .string(object.resourceType.group) }
    details["kind"] = .string(object.resourceType.plural)
    details["uid"] = .string(object.metadata.uid)
    return [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success",
      "details": .object(details),
    ]
  }

  /// The objects that a request selects.
  func selection(_ request: APIRequest, _ type: ResourceType) throws(APIError) -> ObjectSelection {
    var result = ObjectSelection(type)
    if type.isNamespaced, !request.namespace.isEmpty { result.namespace = request.namespace }
    if !request.name.isEmpty { result.name = request.name }
    let failure: SelectorError
    switch Selector.parse(request.labelSelector) {
    case .success(let labels):
      result.labels = labels
      switch FieldSelector.parse(request.fieldSelector, for: type) {
      case .success(let fields):
        result.fields = fields
        return indexed(result)
      case .failure(let error): failure = error
      }
    case .failure(let error): failure = error
    }
    throw APIError(
      .badRequest,
      "Unable to find \(APIError.Cause.quoted(typeText(type))) that match label selector"
        + " \(APIError.Cause.quoted(request.labelSelector)), field selector"
        + " \(APIError.Cause.quoted(request.fieldSelector)): \(failure.message)")
  }

  /// `apps/v1, Resource=statefulsets`; the core group is `/v1`.
  func typeText(_ type: ResourceType) -> String {
    "\(type.group)/\(type.version), Resource=\(type.plural)"
  }

  /// The same selection, with what the store has an index for said in its own terms.
  func indexed(_ selection: ObjectSelection) -> ObjectSelection {
    var result = selection
    for requirement in selection.fields.requirements where !requirement.isNegated {
      if requirement.field == "metadata.name", result.name == nil {
        result.name = requirement.value
      } else if requirement.field == "spec.nodeName", !requirement.value.isEmpty,
        selection.type === ResourceType.pods
      {
        result.nodeName = requirement.value
      }
    }
    return result
  }
}

extension KubernetesObject {
  /// The object as a request wants to see it.
  func json(for request: APIRequest) -> JSON {
    request.wantsManagers ? jsonWithManagers() : json()
  }
}

extension APIRequest {
  var dryRunOptions: DeleteOptions {
    var options = deleteOptions
    if isDryRun { options.isDryRun = true }
    return options
  }
}
