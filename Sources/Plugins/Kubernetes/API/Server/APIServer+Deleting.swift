import Simulation

extension APIServer {
  /// Deletes an object, or begins to.
  ///
  /// A running pod gets a deletion time that lies its grace period ahead and stays until it is
  /// deleted with grace 0 (N6); an object with finalizers stays until they are gone. The object
  /// is given as it is afterwards, and whether it is gone.
  @discardableResult
  public func delete(
    _ type: ResourceType, namespace: String = "", name: String,
    options: DeleteOptions = DeleteOptions()
  ) throws(APIError) -> (object: KubernetesObject, isGone: Bool) {
    guard let old = object(type, namespace: namespace, name: name) else {
      throw APIError.notFound(type, name)
    }
    if let uid = options.uid, uid != old.metadata.uid {
      throw APIError.conflict(
        type, name,
        "Precondition failed: UID in precondition: \(uid), UID in object meta: \(old.metadata.uid)")
    }
    if let version = options.resourceVersion, version != old.metadata.resourceVersion {
      throw APIError.conflict(
        type, name,
        "Precondition failed: ResourceVersion in precondition: \(version), ResourceVersion in"
          + " object meta: \(old.metadata.resourceVersion)")
    }
    if let grace = options.gracePeriodSeconds, grace < 0 {
      throw APIError.invalid(
        type, name,
        [.invalid("gracePeriodSeconds", String(grace), "must be greater than or equal to 0")])
    }
    let object = old.copy()
    switch options.propagation {
    case .orphan: add("orphan", without: "foregroundDeletion", to: object)
    case .foreground: add("foregroundDeletion", without: "orphan", to: object)
    case .background:
      object.metadata.finalizers.removeAll { $0 == "orphan" || $0 == "foregroundDeletion" }
    case nil: break
    }
    let grace = gracePeriod(of: object, asked: options.gracePeriodSeconds)
    markAsDeleted(object, old: old, grace: grace)
    if options.isDryRun { return (object, isReadyToGo(object)) }
    if isReadyToGo(object) {
      // A pod's last grace is written before it goes, so watchers see one change more (b, u).
      if object is Pod, object.metadata != old.metadata {
        store(object, old: old)
        discard(object)
        return (object, true)
      }
      object.metadata.resourceVersion = old.metadata.resourceVersion
      // What a watcher sees last is the object as it was stored, not the marks of this call.
      discard(old)
      return (object, true)
    }
    if object.metadata != old.metadata || !object.hasSameStatus(as: old) {
      store(object, old: old)
      return (object, false)
    }
    return (old, false)
  }

  func add(_ finalizer: String, without other: String, to object: KubernetesObject) {
    object.metadata.finalizers.removeAll { $0 == other }
    if !object.metadata.finalizers.contains(finalizer) {
      object.metadata.finalizers.append(finalizer)
    }
  }

  func gracePeriod(of object: KubernetesObject, asked: Int64?) -> Int64 {
    guard let pod = object as? Pod else { return 0 }
    if pod.spec.nodeName.isEmpty || pod.status.phase == "Succeeded" || pod.status.phase == "Failed"
    {
      return 0
    }
    let own = pod.spec.terminationGracePeriodSeconds ?? 30
    return asked ?? (own < 0 ? 1 : own)
  }

  func markAsDeleted(_ object: KubernetesObject, old: KubernetesObject, grace: Int64) {
    if let before = old.metadata.deletionTimestamp {
      // A later deletion can only shorten the time that is left.
      let present = old.metadata.deletionGracePeriodSeconds ?? 0
      guard grace < present else { return }
      object.metadata.deletionGracePeriodSeconds = grace
      object.metadata.deletionTimestamp = before - .seconds(present - grace)
      return
    }
    object.metadata.deletionTimestamp = now().wholeSeconds + .seconds(grace)
    object.metadata.deletionGracePeriodSeconds = grace
    if object.metadata.generation > 0 { object.metadata.generation += 1 }
    if let namespace = object as? Namespace { namespace.status.phase = "Terminating" }
  }
}
