extension APIServer {
  /// The object with this name; nil when there is none. Cluster-wide kinds ignore the namespace.
  public func object(
    _ type: ResourceType, namespace: String, name: String
  ) -> KubernetesObject? {
    tables[type]?.object(type.isNamespaced ? namespace : "", name)
  }

  /// The object of a class with this name: `server.get(Pod.self, namespace: "default", name: "web-0")`.
  public func get<T: TypedObject>(
    _ type: T.Type = T.self, namespace: String = "", name: String
  ) -> T? {
    object(T.resource, namespace: namespace, name: name) as? T
  }

  /// The objects of a selection, in order of namespace and name (K9).
  public func list(_ selection: ObjectSelection) -> [KubernetesObject] {
    if let name = selection.name, let namespace = selection.namespace {
      guard let object = object(selection.type, namespace: namespace, name: name) else {
        return []
      }
      return selection.contains(object) ? [object] : []
    }
    if let node = selection.nodeName, selection.type === ResourceType.pods {
      return objects(podsByNode.list(node)).filter { selection.contains($0) }
    }
    let namespace = selection.type.isNamespaced ? selection.namespace : nil
    let all = tables[selection.type]?.list(namespace) ?? []
    if selection.name == nil, selection.labels.isEmpty, selection.fields.requirements.isEmpty {
      return all
    }
    return all.filter { selection.contains($0) }
  }

  /// The objects of a class, all or those of a namespace, that the labels select.
  public func list<T: TypedObject>(
    _ type: T.Type = T.self, namespace: String? = nil, labels: Selector = Selector()
  ) -> [T] {
    list(ObjectSelection(T.resource, namespace: namespace, labels: labels)).compactMap { $0 as? T }
  }

  /// The pods that are bound to a node, in order of namespace and name.
  public func pods(onNode name: String) -> [Pod] {
    objects(podsByNode.list(name)).compactMap { $0 as? Pod }
  }

  /// The objects that name this uid among their owners, in order of kind, namespace and name.
  public func dependents(ofOwner uid: String) -> [KubernetesObject] {
    objects(owners.list(uid))
  }

  private func objects(_ members: [ObjectIndex.Member]) -> [KubernetesObject] {
    members.compactMap { object($0.type, namespace: $0.namespace, name: $0.name) }
  }

  /// How many objects of a kind there are.
  public func count(_ type: ResourceType) -> Int {
    guard let table = tables[type] else { return 0 }
    return table.shelves.values.reduce(0) { $0 + $1.count }
  }
}
