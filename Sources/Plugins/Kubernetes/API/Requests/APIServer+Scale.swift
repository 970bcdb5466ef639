import OrderedCollections
import Values

extension APIServer {
  /// The subresource `scale` of workloads: only the number of replicas.
  func answerScale(_ request: APIRequest, _ type: ResourceType) throws(APIError) -> APIResponse? {
    guard
      type === ResourceType.statefulSets || type === ResourceType.replicaSets
        || type === ResourceType.deployments || type.scale != nil
    else { return nil }
    let object = try existing(request, type)
    if request.verb == .get {
      if let paths = type.scale, object.json().value(at: paths.replicas) == nil {
        throw APIError(
          .internalError,
          "Internal error occurred: the spec replicas field \"\(paths.replicas)\" does not exist")
      }
      return APIResponse(code: 200, body: scale(of: object))
    }
    guard request.verb == .update || request.verb == .patch else { return nil }
    let wanted =
      request.verb == .patch ? scale(of: object).merged(with: request.body) : request.body
    if let version = wanted["metadata"]?["resourceVersion"]?.string, !version.isEmpty,
      version != object.metadata.resourceVersion
    {
      throw APIError.modified(type, request.name)
    }
    let number = wanted["spec"]?["replicas"]?.integer ?? 0
    guard let replicas = Int32(exactly: number) else {
      throw APIError(
        .badRequest,
        "Scale in version \"v1\" cannot be handled as a Scale: json: cannot unmarshal number"
          + " \(number) into Go struct field ScaleSpec.spec.replicas of type int32")
    }
    if replicas < 0 {
      var error = APIError.invalid(
        type, request.name,
        [
          .invalid("spec.replicas", String(replicas), "must be greater than or equal to 0")
        ])
      error.message = error.message.replacingStart(
        of: type.group.isEmpty ? type.kind : type.kind + "." + type.group,
        by: "Scale.autoscaling")
      error.kind = "Scale"
      error.group = "autoscaling"
      throw error
    }
    let changed =
      try type.scale.map { paths throws(APIError) in
        try scaled(object, to: replicas, at: paths)
      } ?? object.copy()
    if let set = changed as? StatefulSet { set.spec.replicas = replicas }
    if let set = changed as? ReplicaSet { set.spec.replicas = replicas }
    if let deployment = changed as? Deployment { deployment.spec.replicas = replicas }
    let stored = try update(any: changed, isDryRun: request.isDryRun, .written("scale"))
    return APIResponse(code: 200, body: scale(of: stored))
  }

  /// A copy of an object of a plugin's kind with another number of replicas.
  private func scaled(
    _ object: KubernetesObject, to replicas: Int32, at paths: ScalePaths
  ) throws(APIError) -> KubernetesObject {
    let json = object.json().with(
      .integer(Int64(replicas)), at: paths.replicas.split(separator: "."))
    do throws(FieldError) {
      return try KubernetesObject.read(json, as: object.resourceType).object
    } catch {
      throw APIError(.badRequest, error.message)
    }
  }

  func scale(of object: KubernetesObject) -> JSON {
    var wanted: Int32 = 0
    var present: Int32 = 0
    var selector: LabelSelector?
    if let set = object as? StatefulSet {
      (wanted, present, selector) = (set.spec.replicas ?? 1, set.status.replicas, set.spec.selector)
    } else if let set = object as? ReplicaSet {
      (wanted, present, selector) = (set.spec.replicas ?? 1, set.status.replicas, set.spec.selector)
    } else if let deployment = object as? Deployment {
      (wanted, present, selector) = (
        deployment.spec.replicas ?? 1, deployment.status.replicas, deployment.spec.selector
      )
    }
    var text = Selector(selector).text
    if let paths = object.resourceType.scale {
      let json = object.json()
      wanted = Int32(clamping: json.value(at: paths.replicas)?.integer ?? 0)
      present = Int32(clamping: json.value(at: paths.statusReplicas)?.integer ?? 0)
      text = paths.selector.flatMap { json.value(at: $0)?.string } ?? ""
    }
    var metadata: OrderedMembers = [
      "name": .string(object.name), "namespace": .string(object.namespace),
      "uid": .string(object.metadata.uid),
      "resourceVersion": .string(object.metadata.resourceVersion),
    ]
    if let time = object.metadata.creationTimestamp {
      metadata["creationTimestamp"] = time.encode()
    }
    var status: OrderedMembers = ["replicas": .integer(Int64(present))]
    if !text.isEmpty { status["selector"] = .string(text) }
    return [
      "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": .object(metadata),
      "spec": wanted == 0 ? [:] : ["replicas": .integer(Int64(wanted))],
      "status": .object(status),
    ]
  }
}

extension String {
  func replacingStart(of start: String, by other: String) -> String {
    hasPrefix(start) ? other + dropFirst(start.count) : self
  }
}
