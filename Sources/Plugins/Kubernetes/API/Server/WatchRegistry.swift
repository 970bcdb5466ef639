/// Who watches what, found by what changed: a write costs what its watchers cost.
struct WatchRegistry {
  /// The watches of one kind.
  final class Shelf {
    var everything: [Watch] = []
    var byNamespace: [String: [Watch]] = [:]
    var byName: [String: [Watch]] = [:]
    var byNode: [String: [Watch]] = [:]
  }

  var shelves: [ResourceType: Shelf] = [:]
  var last: Int64 = 0

  mutating func add(
    _ selection: ObjectSelection, receiver: @escaping (ObjectEvent) -> Void
  ) -> Watch {
    last += 1
    let watch = Watch(selection, number: last, receiver: receiver)
    let shelf = shelves[selection.type] ?? Shelf()
    if let node = selection.nodeName {
      shelf.byNode[node, default: []].append(watch)
    } else if let name = selection.name {
      shelf.byName[name, default: []].append(watch)
    } else if let namespace = selection.namespace {
      shelf.byNamespace[namespace, default: []].append(watch)
    } else {
      shelf.everything.append(watch)
    }
    shelves[selection.type] = shelf
    return watch
  }

  mutating func remove(_ watch: Watch) {
    watch.markStopped()
    let selection = watch.selection
    guard let shelf = shelves[selection.type] else { return }
    if let node = selection.nodeName {
      shelf.byNode[node]?.removeAll { $0 === watch }
    } else if let name = selection.name {
      shelf.byName[name]?.removeAll { $0 === watch }
    } else if let namespace = selection.namespace {
      shelf.byNamespace[namespace]?.removeAll { $0 === watch }
    } else {
      shelf.everything.removeAll { $0 === watch }
    }
  }

  /// The watches that may be interested in a change, in the order in which they were made.
  func interested(in object: KubernetesObject, old: KubernetesObject?) -> [Watch] {
    guard let shelf = shelves[object.resourceType] else { return [] }
    var found = shelf.everything
    if !shelf.byNamespace.isEmpty, let more = shelf.byNamespace[object.metadata.namespace] {
      found += more
    }
    if !shelf.byName.isEmpty, let more = shelf.byName[object.metadata.name] { found += more }
    if !shelf.byNode.isEmpty, let pod = object as? Pod {
      if !pod.spec.nodeName.isEmpty, let more = shelf.byNode[pod.spec.nodeName] { found += more }
      if let before = old as? Pod, before.spec.nodeName != pod.spec.nodeName,
        !before.spec.nodeName.isEmpty, let more = shelf.byNode[before.spec.nodeName]
      {
        found += more
      }
    }
    // Those of one list are in order already, and so are most that come from two.
    let isInOrder = zip(found, found.dropFirst()).allSatisfy { $0.number < $1.number }
    if !isInOrder { found.sort { $0.number < $1.number } }
    return found
  }
}
