extension ResourceType {
  /// Pods; they count no generations in v1.32.
  public static let pods = ResourceType(
    "pods", "Pod", shortNames: ["po"], categories: ["all"], hasStatusSubresource: true
  ) { Pod() }

  /// Services, short `svc`.
  public static let services = ResourceType(
    "services", "Service", shortNames: ["svc"], categories: ["all"], hasStatusSubresource: true
  ) { Service() }

  /// Endpoints, short `ep`, whose plural is the same word.
  public static let endpoints = ResourceType(
    "endpoints", "Endpoints", shortNames: ["ep"]
  ) { Endpoints() }

  /// EndpointSlices, of the group `discovery.k8s.io`.
  public static let endpointSlices = ResourceType(
    "endpointslices", "EndpointSlice", group: "discovery.k8s.io", countsGenerations: true
  ) { EndpointSlice() }

  /// Nodes, in no namespace.
  public static let nodes = ResourceType(
    "nodes", "Node", shortNames: ["no"], isNamespaced: false, hasStatusSubresource: true
  ) { Node() }

  /// Namespaces, themselves in none.
  public static let namespaces = ResourceType(
    "namespaces", "Namespace", shortNames: ["ns"], isNamespaced: false, hasStatusSubresource: true
  ) { Namespace() }

  /// Events of the core group; those of `events.k8s.io` are not simulated.
  public static let events = ResourceType(
    "events", "Event", shortNames: ["ev"]
  ) { Event() }

  /// ConfigMaps, short `cm`.
  public static let configMaps = ResourceType(
    "configmaps", "ConfigMap", shortNames: ["cm"]
  ) { ConfigMap() }

  /// Secrets, without a short name.
  public static let secrets = ResourceType(
    "secrets", "Secret"
  ) { Secret() }

  /// ServiceAccounts, short `sa`.
  public static let serviceAccounts = ResourceType(
    "serviceaccounts", "ServiceAccount", shortNames: ["sa"]
  ) { ServiceAccount() }

  /// PersistentVolumes, short `pv`, in no namespace.
  public static let persistentVolumes = ResourceType(
    "persistentvolumes", "PersistentVolume", shortNames: ["pv"], isNamespaced: false,
    hasStatusSubresource: true
  ) { PersistentVolume() }

  /// PersistentVolumeClaims, short `pvc`.
  public static let persistentVolumeClaims = ResourceType(
    "persistentvolumeclaims", "PersistentVolumeClaim", shortNames: ["pvc"],
    hasStatusSubresource: true
  ) { PersistentVolumeClaim() }

  /// StorageClasses, short `sc`, in no namespace.
  public static let storageClasses = ResourceType(
    "storageclasses", "StorageClass", group: "storage.k8s.io", shortNames: ["sc"],
    isNamespaced: false
  ) { StorageClass() }

  /// VolumeAttachments, in no namespace.
  public static let volumeAttachments = ResourceType(
    "volumeattachments", "VolumeAttachment", group: "storage.k8s.io", isNamespaced: false,
    hasStatusSubresource: true
  ) { VolumeAttachment() }

  /// StatefulSets, short `sts`.
  public static let statefulSets = ResourceType(
    "statefulsets", "StatefulSet", group: "apps", shortNames: ["sts"], categories: ["all"],
    hasStatusSubresource: true, countsGenerations: true
  ) { StatefulSet() }

  /// ReplicaSets, short `rs`.
  public static let replicaSets = ResourceType(
    "replicasets", "ReplicaSet", group: "apps", shortNames: ["rs"], categories: ["all"],
    hasStatusSubresource: true, countsGenerations: true
  ) { ReplicaSet() }

  /// Deployments, short `deploy`.
  public static let deployments = ResourceType(
    "deployments", "Deployment", group: "apps", shortNames: ["deploy"], categories: ["all"],
    hasStatusSubresource: true, countsGenerations: true
  ) { Deployment() }

  /// Jobs, of the group `batch`.
  public static let jobs = ResourceType(
    "jobs", "Job", group: "batch", categories: ["all"], hasStatusSubresource: true,
    countsGenerations: true
  ) { Job() }

  /// ControllerRevisions: the templates that StatefulSets had (S16).
  public static let controllerRevisions = ResourceType(
    "controllerrevisions", "ControllerRevision", group: "apps"
  ) { ControllerRevision() }

  /// Leases: the signs of life of nodes (N9).
  public static let leases = ResourceType(
    "leases", "Lease", group: "coordination.k8s.io"
  ) { Lease() }

  /// PodDisruptionBudgets, short `pdb`.
  public static let podDisruptionBudgets = ResourceType(
    "poddisruptionbudgets", "PodDisruptionBudget", group: "policy", shortNames: ["pdb"],
    hasStatusSubresource: true, countsGenerations: true
  ) { PodDisruptionBudget() }

  /// ResourceQuotas, short `quota`.
  public static let resourceQuotas = ResourceType(
    "resourcequotas", "ResourceQuota", shortNames: ["quota"], hasStatusSubresource: true
  ) { ResourceQuota() }

  /// CustomResourceDefinitions, short `crd`, in no namespace: the kinds that plugins add.
  public static let customResourceDefinitions = ResourceType(
    "customresourcedefinitions", "CustomResourceDefinition", group: "apiextensions.k8s.io",
    shortNames: ["crd", "crds"], isNamespaced: false, hasStatusSubresource: true,
    countsGenerations: true
  ) { CustomResourceDefinition() }

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
    .customResourceDefinitions,
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
