import KubernetesAPI

/// The backends of a Service whose ports are the same: one subset of the Endpoints, and as many
/// slices as it takes.
final class PortGroup {
  let ports: [EndpointPort]
  /// By address.
  private(set) var ready: [Backend] = []
  private(set) var unready: [Backend] = []
  private(set) var slices: [Slice] = []

  /// At most so many endpoints are in one slice.
  static let sliceSize = 100

  /// One EndpointSlice, as it should be.
  final class Slice {
    /// The object's name, once it exists.
    var name: String?
    var members: [Backend] = []
    var isChanged = true
  }

  init(ports: [EndpointPort]) { self.ports = ports }

  var isEmpty: Bool { slices.allSatisfy { $0.members.isEmpty } }

  func insert(_ backend: Backend) {
    if backend.isReady {
      PortGroup.insert(backend, into: &ready)
    } else if !backend.isTerminating {
      PortGroup.insert(backend, into: &unready)
    }
    if let slice = slices.last, slice.members.count < PortGroup.sliceSize {
      slice.members.append(backend)
      slice.isChanged = true
    } else if let slice = slices.first(where: { $0.members.count < PortGroup.sliceSize }) {
      slice.members.append(backend)
      slice.isChanged = true
    } else {
      let slice = Slice()
      slice.members = [backend]
      slices.append(slice)
    }
  }

  func remove(_ backend: Backend) {
    if backend.isReady {
      PortGroup.remove(backend, from: &ready)
    } else if !backend.isTerminating {
      PortGroup.remove(backend, from: &unready)
    }
    for slice in slices {
      guard let index = slice.members.firstIndex(where: { $0 === backend }) else { continue }
      slice.members.remove(at: index)
      slice.isChanged = true
      return
    }
  }

  /// Puts the new state of a pod into the place of the old one.
  func replace(_ old: Backend, by new: Backend) {
    if old.isReady {
      PortGroup.remove(old, from: &ready)
    } else if !old.isTerminating {
      PortGroup.remove(old, from: &unready)
    }
    if new.isReady {
      PortGroup.insert(new, into: &ready)
    } else if !new.isTerminating {
      PortGroup.insert(new, into: &unready)
    }
    for slice in slices {
      guard let index = slice.members.firstIndex(where: { $0 === old }) else { continue }
      slice.members[index] = new
      slice.isChanged = true
      return
    }
  }

  /// Takes a slice over that existed before.
  func adopt(_ slice: Slice) { slices.append(slice) }

  func dropSlice(_ slice: Slice) { slices.removeAll { $0 === slice } }

  private static func position(of backend: Backend, in list: [Backend]) -> Int {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle].precedes(backend) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func insert(_ backend: Backend, into list: inout [Backend]) {
    list.insert(backend, at: position(of: backend, in: list))
  }

  private static func remove(_ backend: Backend, from list: inout [Backend]) {
    let index = position(of: backend, in: list)
    if index < list.count, list[index] === backend { list.remove(at: index) }
  }
}
