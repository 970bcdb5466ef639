import Values

extension APIServer {
  /// Writes what is wanted of an object, and its metadata; gives what is stored then.
  ///
  /// The status stays as it is for kinds that have one. A resource version in the object has to be
  /// the stored one, or the error is Conflict; without one the write is unconditional. A write
  /// that changes nothing makes no new version and no event.
  @discardableResult
  public func update<T: TypedObject>(_ object: T, isDryRun: Bool = false) throws(APIError) -> T {
    unsafeDowncast(try update(any: object, isDryRun: isDryRun), to: T.self)
  }

  /// Writes the status of an object, and nothing else but the annotations of a Deployment, among
  /// which its revision is; the rules of `update` hold.
  @discardableResult
  public func updateStatus<T: TypedObject>(
    _ object: T, isDryRun: Bool = false
  ) throws(APIError) -> T {
    unsafeDowncast(try updateStatus(any: object, isDryRun: isDryRun), to: T.self)
  }

  /// `update` for an object whose class is not known to the caller.
  @discardableResult
  public func update(
    any original: KubernetesObject, isDryRun: Bool = false
  ) throws(APIError) -> KubernetesObject {
    try update(any: original, isDryRun: isDryRun, .written())
  }

  /// - Parameter note: who gets the fields that change.
  func update(
    any original: KubernetesObject, isDryRun: Bool, _ note: FieldNote
  ) throws(APIError) -> KubernetesObject {
    try update(taking: original.copy(), isDryRun: isDryRun, note)
  }

  /// The same for an object that the caller gives away: it may be stored itself, and must not be
  /// changed afterwards, whether or not it was refused.
  @discardableResult
  public func update(
    taking object: KubernetesObject, isDryRun: Bool = false
  ) throws(APIError) -> KubernetesObject {
    try update(taking: object, isDryRun: isDryRun, .written())
  }

  private func update(
    taking object: KubernetesObject, isDryRun: Bool, _ note: FieldNote
  ) throws(APIError) -> KubernetesObject {
    let old = try stored(object)
    let given = object.metadata.kept.values["managedFields"]?.array
    object.metadata.kept.values["managedFields"] = nil
    keepServerFields(of: old, in: object)
    if object.resourceType.hasStatusSubresource { object.takeStatus(from: old) }
    applyDefaults(to: object)
    completeUpdate(object, old: old)
    let causes = validateUpdate(object, old: old)
    if !causes.isEmpty { throw APIError.invalid(object.resourceType, object.name, causes) }
    try admitUpdate(object, old: old)
    if object.resourceType.countsGenerations, !object.hasSameSpec(as: old) {
      object.metadata.generation += 1
    }
    let named = given.map { .given($0.compactMap { ManagedFields($0, now: now()) }) } ?? note
    return finish(object, old: old, isDryRun: isDryRun, named)
  }

  /// `updateStatus` for an object whose class is not known to the caller.
  @discardableResult
  public func updateStatus(
    any original: KubernetesObject, isDryRun: Bool = false
  ) throws(APIError) -> KubernetesObject {
    let old = try stored(original)
    let object = old.copy()
    object.takeStatus(from: original)
    if object is Deployment { object.metadata.annotations = original.metadata.annotations }
    if object.hasSameStatus(as: old), object.metadata.annotations == old.metadata.annotations {
      return old
    }
    return replace(old, by: object, isDryRun: isDryRun, .written("status"))
  }

  /// The stored object that a write is about, after the check of its version and uid.
  func stored(_ object: KubernetesObject) throws(APIError) -> KubernetesObject {
    let type = object.resourceType
    let name = object.metadata.name
    guard let old = self.object(type, namespace: object.metadata.namespace, name: name) else {
      throw APIError.notFound(type, name)
    }
    if !object.metadata.uid.isEmpty, object.metadata.uid != old.metadata.uid {
      throw APIError.conflict(
        type, name,
        "Precondition failed: UID in precondition: \(object.metadata.uid), UID in object meta:"
          + " \(old.metadata.uid)")
    }
    if !object.metadata.resourceVersion.isEmpty,
      object.metadata.resourceVersion != old.metadata.resourceVersion
    {
      throw APIError.modified(type, name)
    }
    return old
  }

  func keepServerFields(of old: KubernetesObject, in object: KubernetesObject) {
    object.metadata.namespace = old.metadata.namespace
    object.metadata.uid = old.metadata.uid
    object.metadata.generateName = old.metadata.generateName
    object.metadata.creationTimestamp = old.metadata.creationTimestamp
    object.metadata.deletionTimestamp = old.metadata.deletionTimestamp
    object.metadata.deletionGracePeriodSeconds = old.metadata.deletionGracePeriodSeconds
    object.metadata.generation = old.metadata.generation
    object.metadata.resourceVersion = old.metadata.resourceVersion
  }

  /// Stores the object when it or its managers differ, and removes it when its deletion waited
  /// for this.
  func finish(
    _ object: KubernetesObject, old: KubernetesObject, isDryRun: Bool, _ note: FieldNote
  ) -> KubernetesObject {
    if object.metadata == old.metadata, object.hasSameSpec(as: old), object.hasSameStatus(as: old),
      note.keepsManagers(of: old)
    {
      return old
    }
    return replace(old, by: object, isDryRun: isDryRun, note)
  }

  private func replace(
    _ old: KubernetesObject, by object: KubernetesObject, isDryRun: Bool, _ note: FieldNote
  ) -> KubernetesObject {
    if isDryRun { return object }
    if object.isBeingDeleted, isReadyToGo(object) {
      object.metadata.resourceVersion = old.metadata.resourceVersion
      discard(object)
      return object
    }
    store(object, old: old, note)
    return object
  }

  /// Whether nothing keeps an object that is being deleted: no finalizer and no grace.
  func isReadyToGo(_ object: KubernetesObject) -> Bool {
    guard object.metadata.finalizers.isEmpty else { return false }
    if let namespace = object as? Namespace { return namespace.spec.finalizers.isEmpty }
    return (object.metadata.deletionGracePeriodSeconds ?? 0) == 0
  }
}
