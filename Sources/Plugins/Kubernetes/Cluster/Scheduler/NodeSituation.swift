import KubernetesAPI

/// A node as the scheduler sees it: what it offers, and what its pods take.
final class NodeSituation {
  let name: String
  /// Its place among all nodes that were ever seen.
  let number: Int
  /// nil while only pods of the node are known.
  private(set) var node: Node?
  /// Whether it is closed for new pods.
  private(set) var isClosed = false
  private(set) var taints: [Taint] = []
  /// What the node offers: thousandths of a processor, bytes, pods.
  private(set) var processor: Int64 = 0
  private(set) var memory: Int64 = 0
  private(set) var podLimit = Int64.max
  private var offered = ResourceList()
  private var pods: [String: PodShare] = [:]
  private(set) var podCount = 0
  private(set) var requested = PodShare()
  private let spread: OwnerSpread

  init(name: String, number: Int, _ spread: OwnerSpread) {
    self.name = name
    self.number = number
    self.spread = spread
  }

  /// Takes over the node as it is now; nil when it is gone.
  func take(_ node: Node?) {
    self.node = node
    isClosed = node?.spec.unschedulable ?? false
    taints = node?.spec.taints ?? []
    guard let offer = node?.status.allocatable else { return }
    offered = offer
    processor = offer["cpu"]?.inThousandths ?? 0
    memory = offer["memory"]?.whole ?? 0
    podLimit = offer["pods"]?.whole ?? Int64.max
  }

  func put(_ pod: Pod) {
    remove(pod.key)
    let share = PodShare(pod)
    pods[pod.key] = share
    podCount = pods.count
    requested.processor += share.processor
    requested.memory += share.memory
    for (name, amount) in share.others { requested.others[name, default: 0] += amount }
    if !share.owner.isEmpty { spread.add(share.owner, onNode: number) }
  }

  /// Whether a pod here has one of the ports of the node already.
  func has(oneOf ports: [HostPort]) -> Bool {
    !ports.isEmpty
      && pods.values.contains { share in
        share.hostPorts.contains { taken in ports.contains { $0.conflicts(with: taken) } }
      }
  }

  func remove(_ key: String) {
    guard let share = pods.removeValue(forKey: key) else { return }
    podCount = pods.count
    requested.processor -= share.processor
    requested.memory -= share.memory
    for (name, amount) in share.others { requested.others[name, default: 0] -= amount }
    if !share.owner.isEmpty { spread.remove(share.owner, fromNode: number) }
  }

  /// What is left of a resource other than processors and memory; none of what it has not.
  func free(_ resource: String) -> Int64 {
    (offered[resource]?.whole ?? 0) - (requested.others[resource] ?? 0)
  }

  /// How full the node is, in thousandths. Pods that ask for nothing count as small ones, as the
  /// real scheduler counts them.
  func load(with share: PodShare) -> Int64 {
    let count = Int64(podCount + 1)
    let processorLoad =
      (requested.processor + share.processor + count * 100) * 1000 / max(processor, 1)
    let memoryLoad =
      (requested.memory + share.memory + count * 200 * 1_048_576) / max(memory / 1000, 1)
    return (processorLoad + memoryLoad) / 2
  }
}

/// What a pod takes of a node, and whose it is; a pod that is going is nobody's.
struct PodShare {
  /// In thousandths of a processor.
  var processor: Int64 = 0
  /// In bytes.
  var memory: Int64 = 0
  /// Everything else that is counted, by its name: `nvidia.com/gpu`, `ephemeral-storage`.
  var others: [String: Int64] = [:]
  var owner = ""
  var hostPorts: [HostPort] = []

  init() {}

  /// The largest requests that are told apart from larger ones; sums of many stay in range.
  private static let processorLimit: Int64 = 1 << 35
  private static let memoryLimit: Int64 = 1 << 45

  init(_ pod: Pod) {
    for container in pod.spec.containers {
      processor = min(processor + PodShare.processor(container), PodShare.processorLimit)
      memory = min(memory + PodShare.memory(container), PodShare.memoryLimit)
      PodShare.forEachOther(of: container) { name, amount in
        others[name] = min(others[name, default: 0] + amount, PodShare.memoryLimit)
      }
    }
    addInitContainers(of: pod)
    hostPorts = PodShare.hostPorts(of: pod)
    owner = pod.isBeingDeleted ? "" : pod.controller?.uid ?? ""
  }

  /// Sidecars run beside all that comes after them; other init containers run one at a time.
  private mutating func addInitContainers(of pod: Pod) {
    var beside = PodShare()
    var peak = PodShare()
    for container in pod.spec.initContainers {
      let processor = beside.processor + PodShare.processor(container)
      let memory = beside.memory + PodShare.memory(container)
      peak.processor = max(peak.processor, min(processor, PodShare.processorLimit))
      peak.memory = max(peak.memory, min(memory, PodShare.memoryLimit))
      PodShare.forEachOther(of: container) { name, amount in
        let sum = min(beside.others[name, default: 0] + amount, PodShare.memoryLimit)
        peak.others[name] = max(peak.others[name, default: 0], sum)
        if container.restartPolicy == "Always" { beside.others[name] = sum }
      }
      if container.restartPolicy == "Always" {
        beside.processor = min(processor, PodShare.processorLimit)
        beside.memory = min(memory, PodShare.memoryLimit)
      }
    }
    processor = max(min(processor + beside.processor, PodShare.processorLimit), peak.processor)
    memory = max(min(memory + beside.memory, PodShare.memoryLimit), peak.memory)
    for (name, amount) in beside.others { others[name, default: 0] += amount }
    for (name, amount) in peak.others { others[name] = max(others[name, default: 0], amount) }
  }

  private static func forEachOther(of container: Container, _ body: (String, Int64) -> Void) {
    for entry in container.resources.requests where entry.key != "cpu" && entry.key != "memory" {
      if entry.value.whole > 0 { body(entry.key, min(entry.value.whole, memoryLimit)) }
    }
  }

  private static func processor(_ container: Container) -> Int64 {
    let amount = container.resources.requests["cpu"]?.inThousandths ?? 0
    return min(max(amount, 0), processorLimit)
  }

  private static func memory(_ container: Container) -> Int64 {
    let amount = container.resources.requests["memory"]?.whole ?? 0
    return min(max(amount, 0), memoryLimit)
  }
}
