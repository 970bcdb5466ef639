extension ResourceType {
  public static let pods = ResourceType(
    "pods", "Pod", shortNames: ["po"], categories: ["all"], hasStatusSubresource: true
  ) { Pod() }

  public static let services = ResourceType(
    "services", "Service", shortNames: ["svc"], categories: ["all"], hasStatusSubresource: true
  ) { Service() }

  public static let endpoints = ResourceType(
    "endpoints", "Endpoints", shortNames: ["ep"]
  ) { Endpoints() }

  public static let endpointSlices = ResourceType(
    "endpointslices", "EndpointSlice", group: "discovery.k8s.io", countsGenerations: true
  ) { EndpointSlice() }

  public static let nodes = ResourceType(
    "nodes", "Node", shortNames: ["no"], isNamespaced: false, hasStatusSubresource: true
  ) { Node() }

  public static let namespaces = ResourceType(
    "namespaces", "Namespace", shortNames: ["ns"], isNamespaced: false, hasStatusSubresource: true
  ) { Namespace() }

  public static let events = ResourceType(
    "events", "Event", shortNames: ["ev"]
  ) { Event() }

  public static let configMaps = ResourceType(
    "configmaps", "ConfigMap", shortNames: ["cm"]
  ) { ConfigMap() }

  public static let secrets = ResourceType(
    "secrets", "Secret"
  ) { Secret() }

  public static let serviceAccounts = ResourceType(
    "serviceaccounts", "ServiceAccount", shortNames: ["sa"]
  ) { ServiceAccount() }

  public static let persistentVolumes = ResourceType(
    "persistentvolumes", "PersistentVolume", shortNames: ["pv"], isNamespaced: false,
    hasStatusSubresource: true
  ) { PersistentVolume() }

  public static let persistentVolumeClaims = ResourceType(
    "persistentvolumeclaims", "PersistentVolumeClaim", shortNames: ["pvc"],
    hasStatusSubresource: true
  ) { PersistentVolumeClaim() }

  public static let storageClasses = ResourceType(
    "storageclasses", "StorageClass", group: "storage.k8s.io", shortNames: ["sc"],
    isNamespaced: false
  ) { StorageClass() }

  public static let volumeAttachments = ResourceType(
    "volumeattachments", "VolumeAttachment", group: "storage.k8s.io", isNamespaced: false,
    hasStatusSubresource: true
  ) { VolumeAttachment() }

  public static let statefulSets = ResourceType(
    "statefulsets", "StatefulSet", group: "apps", shortNames: ["sts"], categories: ["all"],
    hasStatusSubresource: true, countsGenerations: true
  ) { StatefulSet() }

  public static let replicaSets = ResourceType(
    "replicasets", "ReplicaSet", group: "apps", shortNames: ["rs"], categories: ["all"],
    hasStatusSubresource: true, countsGenerations: true
  ) { ReplicaSet() }

  public static let deployments = ResourceType(
    "deployments", "Deployment", group: "apps", shortNames: ["deploy"], categories: ["all"],
    hasStatusSubresource: true, countsGenerations: true
  ) { Deployment() }

  public static let jobs = ResourceType(
    "jobs", "Job", group: "batch", categories: ["all"], hasStatusSubresource: true,
    countsGenerations: true
  ) { Job() }

  public static let controllerRevisions = ResourceType(
    "controllerrevisions", "ControllerRevision", group: "apps"
  ) { ControllerRevision() }

  public static let leases = ResourceType(
    "leases", "Lease", group: "coordination.k8s.io"
  ) { Lease() }

  public static let podDisruptionBudgets = ResourceType(
    "poddisruptionbudgets", "PodDisruptionBudget", group: "policy", shortNames: ["pdb"],
    hasStatusSubresource: true, countsGenerations: true
  ) { PodDisruptionBudget() }

  public static let resourceQuotas = ResourceType(
    "resourcequotas", "ResourceQuota", shortNames: ["quota"], hasStatusSubresource: true
  ) { ResourceQuota() }

  /// The kinds that every server has, in the order of `kubectl api-resources`.
  public static let standard: [ResourceType] = [
    .configMaps,
    .endpoints,
    .events,
    .namespaces,
    .nodes,
    .persistentVolumeClaims,
    .persistentVolumes,
    .pods,
    .resourceQuotas,
    .secrets,
    .serviceAccounts,
    .services,
    .controllerRevisions,
    .deployments,
    .replicaSets,
    .statefulSets,
    .jobs,
    .leases,
    .endpointSlices,
    .podDisruptionBudgets,
    .storageClasses,
    .volumeAttachments,
  ]
}
