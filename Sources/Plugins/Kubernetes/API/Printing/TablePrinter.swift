import Simulation
import Values

/// How objects of one kind become cells.
struct TablePrinter: Sendable {
  var columns: [Table.Column]
  var cells: @Sendable (KubernetesObject, VirtualTime) -> [JSON]

  init(
    columns: [Table.Column], cells: @escaping @Sendable (KubernetesObject, VirtualTime) -> [JSON]
  ) {
    self.columns = columns
    self.cells = cells
  }

  /// The printer of a kind; kinds of plugins show what they say, or name and age.
  init(_ type: ResourceType) {
    switch type {
    case .pods: self = .pods
    case .statefulSets: self = .statefulSets
    case .deployments: self = .deployments
    case .replicaSets: self = .replicaSets
    case .jobs: self = .jobs
    case .controllerRevisions: self = .controllerRevisions
    case .services: self = .services
    case .endpoints: self = .endpoints
    case .endpointSlices: self = .endpointSlices
    case .nodes: self = .nodes
    case .namespaces: self = .namespaces
    case .events: self = .events
    case .configMaps: self = .configMaps
    case .secrets: self = .secrets
    case .serviceAccounts: self = .serviceAccounts
    case .persistentVolumes: self = .persistentVolumes
    case .persistentVolumeClaims: self = .persistentVolumeClaims
    case .storageClasses: self = .storageClasses
    case .volumeAttachments: self = .volumeAttachments
    case .leases: self = .leases
    case .podDisruptionBudgets: self = .podDisruptionBudgets
    case .resourceQuotas: self = .resourceQuotas
    case .customResourceDefinitions: self = .customResourceDefinitions
    default:
      let own = type.columns.isEmpty ? [.age] : type.columns
      self.init(
        columns: [.name] + own.map { Table.Column($0.name, priority: $0.isWide ? 1 : 0) }
      ) { object, now in
        [.string(object.name)] + own.map { $0.cell(object, now) }
      }
    }
  }

  static func age(_ object: KubernetesObject, _ now: VirtualTime) -> JSON {
    .string(now.age(of: object.metadata.creationTimestamp))
  }

  /// The names and images of containers, as wide tables show them.
  static func containers(_ spec: PodSpec) -> [JSON] {
    [
      .string(spec.containers.map { $0.name }.joined(separator: ",")),
      .string(spec.containers.map { $0.image }.joined(separator: ",")),
    ]
  }

  /// `RWO,ROX,RWX,RWOP`, in this order (V5).
  static func accessModes(_ modes: [String]) -> JSON {
    let short = [
      ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"),
      ("ReadWriteOncePod", "RWOP"),
    ]
    return .string(short.filter { modes.contains($0.0) }.map { $0.1 }.joined(separator: ","))
  }

  static func orNone(_ text: String) -> JSON { .string(text.isEmpty ? "<none>" : text) }

  /// The selector of a workload, `<none>` when it has none.
  static func selector(_ selector: LabelSelector?) -> JSON {
    orNone(selector.map { Selector($0).text } ?? "")
  }
}

extension Table.Column {
  static let name = Table.Column("Name", format: "name")
  static let age = Table.Column("Age")
}
