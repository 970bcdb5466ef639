import KubernetesAPI
import OrderedCollections
import Values

/// What the pods of a node ask for, and the share of the node that it is.
struct NodeUsage {
  struct Column {
    var resource: String
    var isLimit: Bool
  }

  /// Requested and limited amounts in thousandths, by resource.
  struct Sums {
    var requests: OrderedDictionary<String, Int64> = [:]
    var limits: OrderedDictionary<String, Int64> = [:]

    mutating func add(_ other: Sums) {
      for (name, amount) in other.requests { requests[name, default: 0] += amount }
      for (name, amount) in other.limits { limits[name, default: 0] += amount }
    }
  }

  static let columns = [
    Column(resource: "cpu", isLimit: false), Column(resource: "cpu", isLimit: true),
    Column(resource: "memory", isLimit: false), Column(resource: "memory", isLimit: true),
  ]

  private let allocatable: JSON

  init(_ node: JSON) { allocatable = node.at("status", "allocatable") ?? .null }

  /// What of the node is not of the common kinds, by name.
  var extended: [String] {
    let common = ["cpu", "memory", "ephemeral-storage", "pods"]
    return names.filter { !common.contains($0) && !$0.hasPrefix("hugepages-") }
  }

  var hugePages: [String] { names.filter { $0.hasPrefix("hugepages-") } }

  private var names: [String] {
    (allocatable.object ?? [:]).keys.sorted { $0.precedesByBytes($1) }
  }

  /// What the containers of a pod ask for together; an init container may ask for more than they
  /// do.
  func sums(of pod: JSON) -> Sums {
    var sums = Sums()
    for container in pod.items("spec", "containers") { sums.add(own(of: container)) }
    for container in pod.items("spec", "initContainers") {
      let own = own(of: container)
      for (name, amount) in own.requests {
        sums.requests[name] = max(sums.requests[name] ?? 0, amount)
      }
      for (name, amount) in own.limits { sums.limits[name] = max(sums.limits[name] ?? 0, amount) }
    }
    return sums
  }

  private func own(of container: JSON) -> Sums {
    var sums = Sums()
    for (name, amount) in container.at("resources", "requests")?.object ?? [:] {
      sums.requests[name] = Quantity(JSONPath.text(amount))?.inThousandths ?? 0
    }
    for (name, amount) in container.at("resources", "limits")?.object ?? [:] {
      sums.limits[name] = Quantity(JSONPath.text(amount))?.inThousandths ?? 0
    }
    return sums
  }

  /// `250m (6%)`.
  func cell(_ sums: Sums, _ column: Column) -> String {
    let amount =
      (column.isLimit ? sums.limits[column.resource] : sums.requests[column.resource]) ?? 0
    let total =
      allocatable[column.resource].flatMap { Quantity(JSONPath.text($0)) }?.inThousandths ?? 0
    let share = total > 0 ? Int64(Double(amount) / Double(total) * 100) : 0
    return "\(NodeUsage.text(amount, column.resource)) (\(share)%)"
  }

  static func text(_ thousandths: Int64, _ resource: String) -> String {
    if thousandths == 0 { return "0" }
    if resource == "cpu" {
      return thousandths % 1000 == 0 ? String(thousandths / 1000) : "\(thousandths)m"
    }
    var amount = (thousandths + 999) / 1000
    for suffix in ["", "Ki", "Mi", "Gi", "Ti"] {
      if amount % 1024 != 0 || suffix == "Ti" { return "\(amount)\(suffix)" }
      amount /= 1024
    }
    return String(amount)
  }
}
