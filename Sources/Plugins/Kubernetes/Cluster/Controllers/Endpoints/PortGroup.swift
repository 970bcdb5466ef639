import KubernetesAPI
import Simulation

/// The backends of a Service whose ports are the same: one subset of the Endpoints, and as many
/// slices as it takes.
final class PortGroup {
  let ports: [EndpointPort]
  /// The ready ones that the Endpoints show, by address; at most so many as fit.
  private(set) var ready: [Backend] = []
  private(set) var unready: [Backend] = []
  /// Ready ones that did not fit; they move up when there is room.
  private var spare: [String: Backend] = [:]
  private var spareOrder = Queue<String>()
  /// Whether what the Endpoints show has changed.
  var isChanged = true
  private(set) var slices: [Slice] = []
  /// The slice that each pod is in, by the pod's name.
  private var homes: [String: Slice] = [:]

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
    list(backend)
    let slice = sliceWithRoom()
    slice.members.append(backend)
    slice.isChanged = true
    homes[backend.name] = slice
  }

  private func sliceWithRoom() -> Slice {
    if let slice = slices.last, slice.members.count < PortGroup.sliceSize { return slice }
    if let slice = slices.first(where: { $0.members.count < PortGroup.sliceSize }) {
      return slice
    }
    let slice = Slice()
    slices.append(slice)
    return slice
  }

  func remove(_ backend: Backend) {
    unlist(backend)
    guard let slice = homes.removeValue(forKey: backend.name),
      let index = slice.members.firstIndex(where: { $0 === backend })
    else { return }
    slice.members.remove(at: index)
    slice.isChanged = true
  }

  /// Puts the new state of a pod into the place of the old one.
  func replace(_ old: Backend, by new: Backend) {
    unlist(old)
    list(new)
    guard let slice = homes[old.name],
      let index = slice.members.firstIndex(where: { $0 === old })
    else { return }
    slice.members[index] = new
    slice.isChanged = true
  }

  func dropSlice(_ slice: Slice) { slices.removeAll { $0 === slice } }

  /// Whether some ready ones are not shown.
  var hasSpare: Bool { !spare.isEmpty }

  private func list(_ backend: Backend) {
    if backend.isReady {
      if ready.count < ServiceView.addressLimit {
        PortGroup.insert(backend, into: &ready)
        isChanged = true
      } else {
        if spare.updateValue(backend, forKey: backend.name) == nil {
          spareOrder.append(backend.name)
        }
        isChanged = isChanged || spare.count == 1
      }
    } else if !backend.isTerminating {
      PortGroup.insert(backend, into: &unready)
      isChanged = true
    }
  }

  private func unlist(_ backend: Backend) {
    if !backend.isReady {
      guard !backend.isTerminating else { return }
      PortGroup.remove(backend, from: &unready)
      isChanged = true
      return
    }
    if spare[backend.name] === backend {
      spare[backend.name] = nil
      isChanged = isChanged || spare.isEmpty
      return
    }
    PortGroup.remove(backend, from: &ready)
    isChanged = true
    while let next = spareOrder.popFirst() {
      guard let backend = spare.removeValue(forKey: next) else { continue }
      PortGroup.insert(backend, into: &ready)
      break
    }
  }

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
