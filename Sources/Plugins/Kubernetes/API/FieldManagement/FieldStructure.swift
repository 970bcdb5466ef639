import OrderedCollections
import Values

/// How a field is managed: as a whole, or its parts each for itself.
struct FieldStructure {
  enum Kind: Equatable {
    case whole
    /// The members of a record or of a map.
    case members
    /// The items of a list, told apart by the values of these members.
    case items([String])
    /// The items of a list, told apart by what they are.
    case set
    /// A field that the simulation keeps as it was written: whatever it turns out to be.
    case raw
  }

  let kind: Kind
  /// Whether the members have fixed names.
  let isRecord: Bool
  private let type: String
  private let fields: [SchemaField]

  /// The structure of an object of a kind.
  init(_ type: ResourceType) {
    kind = .members
    isRecord = true
    self.type = type.kind
    fields = type.schema()
  }

  private init(_ kind: Kind, type: String = "", fields: [SchemaField] = []) {
    self.kind = kind
    self.type = type
    self.fields = fields
    isRecord = !fields.isEmpty
  }

  private init(_ field: SchemaField, of owner: String) {
    let place = "\(owner).\(field.name)"
    if field.isKept {
      let keys = FieldStructure.keysOfRawLists[field.name]
      self.init(keys.map { .items($0) } ?? .raw)
    } else if field.goType.hasPrefix("[]") {
      let type = String(field.goType.dropFirst(2))
      if let keys = FieldStructure.keys[type] {
        self.init(.items(keys), type: type, fields: field.fields())
      } else {
        self.init(FieldStructure.sets.contains(place) ? .set : .whole)
      }
    } else if field.goType.hasPrefix("map[") {
      self.init(FieldStructure.wholeMaps.contains(place) ? .whole : .members)
    } else {
      let fields = field.fields()
      let isWhole = fields.isEmpty || FieldStructure.wholeRecords.contains(field.goType)
      self.init(isWhole ? .whole : .members, type: field.goType, fields: fields)
    }
  }

  /// The structure of a member; of something unknown that of a value.
  func member(_ name: String) -> FieldStructure {
    if kind == .raw { return self }
    guard let field = fields.first(where: { $0.name == name }) else {
      return FieldStructure(.whole)
    }
    return FieldStructure(field, of: type)
  }

  /// The structure of the items of a list.
  var item: FieldStructure {
    fields.isEmpty ? FieldStructure(.raw) : FieldStructure(.members, type: type, fields: fields)
  }

  /// What the structure is for these values: raw fields are what they turn out to be.
  func kind(of old: JSON?, _ new: JSON?) -> Kind {
    guard kind == .raw else { return kind }
    for value in [new, old] {
      if case .object? = value { return .members }
    }
    return .whole
  }

  /// The part of a list's set that an item is: `k:{"name":"nginx"}`.
  static func part(_ item: JSON, keys: [String]) -> String {
    var members: OrderedMembers = [:]
    for key in keys.sorted(by: { $0.precedesByBytes($1) }) {
      members[key] = item[key] ?? (key == "protocol" ? "TCP" : .null)
    }
    return "k:" + JSON.object(members).compactText
  }

  /// The members that tell the items of a list apart, by the type of the items.
  private static let keys: [String: [String]] = [
    "v1.Container": ["name"], "v1.EphemeralContainer": ["name"], "v1.Volume": ["name"],
    "v1.EnvVar": ["name"], "v1.ContainerPort": ["containerPort", "protocol"],
    "v1.VolumeMount": ["mountPath"], "v1.ServicePort": ["port", "protocol"],
    "v1.LocalObjectReference": ["name"], "v1.ObjectReference": ["name"],
    "v1.OwnerReference": ["uid"], "v1.HostAlias": ["ip"], "v1.PodIP": ["ip"],
    "v1.NodeAddress": ["type"], "v1.PodSchedulingGate": ["name"], "v1.PodCondition": ["type"],
    "v1.NodeCondition": ["type"], "v1.DeploymentCondition": ["type"],
    "v1.ReplicaSetCondition": ["type"], "v1.StatefulSetCondition": ["type"],
    "v1.JobCondition": ["type"], "v1.NamespaceCondition": ["type"], "v1.Condition": ["type"],
    "v1.PersistentVolumeClaimCondition": ["type"],
  ]

  private static let keysOfRawLists: [String: [String]] = [
    "topologySpreadConstraints": ["topologyKey", "whenUnsatisfiable"],
    "volumeDevices": ["devicePath"], "hostAliases": ["ip"],
  ]

  private static let sets = ["v1.ObjectMeta.finalizers", "v1.NodeSpec.podCIDRs"]

  private static let wholeMaps = ["v1.PodSpec.nodeSelector", "v1.ServiceSpec.selector"]

  private static let wholeRecords = [
    "v1.LabelSelector", "v1.ObjectReference", "v1.LocalObjectReference", "v1.SecretKeySelector",
    "v1.ConfigMapKeySelector", "v1.ObjectFieldSelector", "v1.ResourceFieldSelector",
    "v1.TypedLocalObjectReference", "v1.NodeSelector", "v1.OwnerReference", "v1.SecretReference",
  ]
}
