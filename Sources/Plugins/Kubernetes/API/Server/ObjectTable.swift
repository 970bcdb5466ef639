import Values

/// The objects of one kind, by namespace and name.
///
/// Writing costs the same however many objects there are; a list sorts in what came since the
/// last one. Order is that of the keys' bytes: web-0, web-1, web-10, web-2 (K9).
struct ObjectTable {
  /// The objects of one namespace.
  struct Shelf {
    var objects: [String: KubernetesObject] = [:]
    /// Names in order, among them some that are gone.
    var order: [String] = []
    var listed: Set<String> = []
    var pending: [String] = []
    var goneFromOrder = 0

    mutating func put(_ object: KubernetesObject) {
      let name = object.metadata.name
      if objects.updateValue(object, forKey: name) != nil { return }
      if listed.insert(name).inserted {
        pending.append(name)
      } else {
        goneFromOrder -= 1
      }
    }

    mutating func remove(_ name: String) {
      if objects.removeValue(forKey: name) != nil { goneFromOrder += 1 }
    }

    mutating func bringIntoOrder() {
      if goneFromOrder > 0 {
        order.removeAll { objects[$0] == nil }
        pending.removeAll { objects[$0] == nil }
        listed = Set(minimumCapacity: objects.count)
        for name in order { listed.insert(name) }
        for name in pending { listed.insert(name) }
        goneFromOrder = 0
      }
      guard !pending.isEmpty else { return }
      pending.sort { $0.precedesByBytes($1) }
      if let last = order.last, !last.precedesByBytes(pending[0]) {
        var merged: [String] = []
        merged.reserveCapacity(order.count + pending.count)
        var left = 0
        for name in pending {
          while left < order.count, order[left].precedesByBytes(name) {
            merged.append(order[left])
            left += 1
          }
          merged.append(name)
        }
        merged.append(contentsOf: order[left...])
        order = merged
      } else {
        order.append(contentsOf: pending)
      }
      pending.removeAll(keepingCapacity: true)
    }
  }

  var shelves: [String: Shelf] = [:]

  func object(_ namespace: String, _ name: String) -> KubernetesObject? {
    shelves[namespace]?.objects[name]
  }

  mutating func put(_ object: KubernetesObject) {
    shelves[object.metadata.namespace, default: Shelf()].put(object)
  }

  mutating func remove(_ object: KubernetesObject) {
    shelves[object.metadata.namespace]?.remove(object.metadata.name)
  }

  /// All objects, or those of one namespace, in order.
  mutating func list(_ namespace: String?) -> [KubernetesObject] {
    if let namespace { return list(shelf: namespace) }
    if shelves.count == 1, let only = shelves.keys.first { return list(shelf: only) }
    var result: [KubernetesObject] = []
    for name in shelves.keys.sorted(by: { $0.precedesByBytes($1) }) {
      result.append(contentsOf: list(shelf: name))
    }
    return result
  }

  mutating func list(shelf name: String) -> [KubernetesObject] {
    guard shelves[name] != nil else { return [] }
    shelves[name]!.bringIntoOrder()
    let shelf = shelves[name]!
    return shelf.order.compactMap { shelf.objects[$0] }
  }
}
