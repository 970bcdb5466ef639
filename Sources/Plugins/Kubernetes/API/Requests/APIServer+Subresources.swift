import Simulation
import Values

extension APIServer {
  func answerSubresource(
    _ request: APIRequest, _ type: ResourceType
  ) throws(APIError) -> APIResponse {
    switch (request.subresource, request.verb) {
    case ("status", _) where !type.hasStatusSubresource: break
    case ("status", .get):
      return shown(try existing(request, type), request, type, code: 200)
    case ("status", .patch): return try answerPatch(request, type)
    case ("status", .update):
      let (object, warnings) = try decoded(request.body, request, type)
      try checkNamespace(of: object, request, type)
      try checkName(of: object, request)
      let stored = try updateStatus(any: object, isDryRun: request.isDryRun)
      var response = shown(stored, request, type, code: 200)
      response.warnings = warnings
      return response
    case ("scale", _):
      if let response = try answerScale(request, type) { return response }
    case ("binding", .create) where type === ResourceType.pods:
      let node = request.body["target"]?["name"]?.string ?? ""
      try bind(namespace: request.namespace, pod: request.name, node: node)
      return APIResponse(
        code: 201, body: ["kind": "Status", "apiVersion": "v1", "status": "Success"])
    case ("eviction", .create) where type === ResourceType.pods:
      try evict(namespace: request.namespace, pod: request.name, options: request.dryRunOptions)
      return APIResponse(
        code: 201, body: ["kind": "Status", "apiVersion": "v1", "status": "Success"])
    default: break
    }
    // Of kinds of its own a real server says this of the object.
    if !ResourceType.standard.contains(type) { throw APIError.notFound(type, request.name) }
    throw APIError(.notFound, "the server could not find the requested resource")
  }

  /// Binds a pod to a node, as the scheduler does: the node's name and the condition
  /// PodScheduled in one write.
  ///
  /// Errors: NotFound, Conflict when the pod has a node already or is being deleted.
  @discardableResult
  public func bind(namespace: String, pod name: String, node: String) throws(APIError) -> Pod {
    guard let old = get(Pod.self, namespace: namespace, name: name) else {
      throw APIError.notFound(.pods, name)
    }
    if old.isBeingDeleted {
      throw APIError.conflict(
        .pods, name, "pod \(name) is being deleted, cannot be assigned to a host")
    }
    if !old.spec.nodeName.isEmpty {
      throw APIError.conflict(
        .pods, name, "pod \(name) is already assigned to node \"\(old.spec.nodeName)\"")
    }
    let pod = old.copy()
    pod.spec.nodeName = node
    var condition = PodCondition()
    condition.type = "PodScheduled"
    condition.status = "True"
    condition.lastTransitionTime = now().wholeSeconds
    if let index = pod.status.conditions.firstIndex(where: { $0.type == "PodScheduled" }) {
      pod.status.conditions[index] = condition
    } else {
      pod.status.conditions.append(condition)
    }
    store(pod, old: old)
    return pod
  }
}
