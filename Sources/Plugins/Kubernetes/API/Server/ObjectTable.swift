import Values

/// The objects of one kind, by namespace and name.
///
/// Writing costs the same however many objects there are; a list sorts in what came since the
/// last one. Order is that of the keys' bytes: web-0, web-1, web-10, web-2 (K9).
final class ObjectTable {
  /// The objects of one namespace.
  final class Shelf {
    private var indexed: [String: KubernetesObject] = [:]
    /// New ones that nobody has asked for yet: most events are never looked up by their names.
    private var fresh: [KubernetesObject] = []
    /// Names in order, among them some that are gone.
    var order: [String] = []
    /// Names that came since the last list; some may be in `order` from an earlier life.
    var pending: [String] = []
    var hasLost = false

    var count: Int { indexed.count + fresh.count }

    func object(_ name: String) -> KubernetesObject? {
      if !fresh.isEmpty { index() }
      return indexed[name]
    }

    private func index() {
      for object in fresh {
        let name = object.metadata.name
        indexed[name] = object
        pending.append(name)
      }
      fresh.removeAll(keepingCapacity: true)
    }

    /// Puts an object in the place of the one of its name, or if it `isNew` beside all others.
    func put(_ object: KubernetesObject, isNew: Bool) {
      if isNew {
        fresh.append(object)
      } else {
        if !fresh.isEmpty { index() }
        indexed[object.metadata.name] = object
      }
    }

    func remove(_ name: String) {
      if !fresh.isEmpty { index() }
      if indexed.removeValue(forKey: name) != nil { hasLost = true }
    }

    /// All objects in the order of their names.
    func list() -> [KubernetesObject] {
      if !fresh.isEmpty { index() }
      bringIntoOrder()
      return order.compactMap { indexed[$0] }
    }

    private func bringIntoOrder() {
      if hasLost {
        order.removeAll { indexed[$0] == nil }
        pending.removeAll { indexed[$0] == nil }
        hasLost = false
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
          let isThere = left < order.count && order[left] == name
          if !isThere, merged.last != name { merged.append(name) }
        }
        merged.append(contentsOf: order[left...])
        order = merged
      } else {
        for name in pending where order.last != name { order.append(name) }
      }
      pending.removeAll(keepingCapacity: true)
    }
  }

  private(set) var shelves: [String: Shelf] = [:]
  /// The shelf that was used last: most uses are of the same namespace again.
  private var recent: (namespace: String, shelf: Shelf)?

  private func shelf(_ namespace: String) -> Shelf? {
    if let recent, recent.namespace == namespace { return recent.shelf }
    guard let shelf = shelves[namespace] else { return nil }
    recent = (namespace, shelf)
    return shelf
  }

  func object(_ namespace: String, _ name: String) -> KubernetesObject? {
    shelf(namespace)?.object(name)
  }

  /// Puts an object in the place of the one of its name, or if it `isNew` beside all others.
  func put(_ object: KubernetesObject, isNew: Bool) {
    let namespace = object.metadata.namespace
    if let shelf = shelf(namespace) {
      shelf.put(object, isNew: isNew)
    } else {
      let shelf = Shelf()
      shelves[namespace] = shelf
      shelf.put(object, isNew: isNew)
    }
  }

  func remove(_ object: KubernetesObject) {
    shelf(object.metadata.namespace)?.remove(object.metadata.name)
  }

  /// All objects, or those of one namespace, in order.
  func list(_ namespace: String?) -> [KubernetesObject] {
    if let namespace { return list(shelf: namespace) }
    if shelves.count == 1, let only = shelves.keys.first { return list(shelf: only) }
    var result: [KubernetesObject] = []
    for name in shelves.keys.sorted(by: { $0.precedesByBytes($1) }) {
      result.append(contentsOf: list(shelf: name))
    }
    return result
  }

  func list(shelf name: String) -> [KubernetesObject] {
    shelves[name]?.list() ?? []
  }
}
