import Simulation
import Values

extension APIServer {
  /// What the cluster adds to new objects.
  func admitCreation(_ object: KubernetesObject) {
    if let pod = object as? Pod {
      admit(pod)
    } else if let claim = object as? PersistentVolumeClaim {
      protect(claim, "kubernetes.io/pvc-protection")
      if claim.spec.storageClassName == nil {
        claim.spec.storageClassName = defaultStorageClass()?.name
      }
    } else if object is PersistentVolume {
      protect(object, "kubernetes.io/pv-protection")
    }
  }

  func protect(_ object: KubernetesObject, _ finalizer: String) {
    if !object.metadata.finalizers.contains(finalizer) {
      object.metadata.finalizers.append(finalizer)
    }
  }

  /// The class that claims without one get; of several the newest.
  func defaultStorageClass() -> StorageClass? {
    var best: StorageClass?
    for candidate in list(StorageClass.self)
    where candidate.metadata.annotations["storageclass.kubernetes.io/is-default-class"] == "true" {
      guard let present = best else {
        best = candidate
        continue
      }
      if (candidate.metadata.creationTimestamp ?? .zero)
        > (present.metadata.creationTimestamp ?? .zero)
      {
        best = candidate
      }
    }
    return best
  }

  /// Refuses a pod whose account does not exist.
  func checkServiceAccount(of pod: Pod) throws(APIError) {
    let account = pod.spec.serviceAccountName.isEmpty ? "default" : pod.spec.serviceAccountName
    // The account "default" is made together with its namespace.
    if account != "default",
      get(ServiceAccount.self, namespace: pod.namespace, name: account) == nil
    {
      throw APIError.forbidden(
        .pods, APIServer.knownName(of: pod),
        "error looking up service account \(pod.namespace)/\(account): serviceaccount"
          + " \"\(account)\" not found")
    }
  }

  func admit(_ pod: Pod) {
    let account = pod.spec.serviceAccountName.isEmpty ? "default" : pod.spec.serviceAccountName
    pod.spec.serviceAccountName = account
    pod.spec.serviceAccount = account
    if pod.spec.automountServiceAccountToken != false { mountServiceAccountToken(in: pod) }
    pod.spec.priority = APIServer.priorities[pod.spec.priorityClassName] ?? 0
    pod.spec.preemptionPolicy = APIServer.preemptionPolicy
    tolerateNodeTrouble(pod)
    pod.status.qosClass = qualityOfService(pod.spec)
    if !pod.spec.schedulingGates.isEmpty { noteSchedulingGates(of: pod) }
  }

  /// N10: five minutes on a node that is lost, unless the cluster says otherwise.
  func tolerateNodeTrouble(_ pod: Pod) {
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
      let tolerates = pod.spec.tolerations.contains {
        ($0.key == key || $0.key.isEmpty) && ($0.effect == "NoExecute" || $0.effect.isEmpty)
      }
      if tolerates { continue }
      var toleration = Toleration()
      toleration.key = key
      toleration.operator = "Exists"
      toleration.effect = "NoExecute"
      toleration.tolerationSeconds = tolerationSeconds
      pod.spec.tolerations.append(toleration)
    }
  }

  static let tokenPath = "/var/run/secrets/kubernetes.io/serviceaccount"

  /// What the volume of a token shows; the same value for all pods.
  static let tokenSources: JSON = [
    "sources": [
      ["serviceAccountToken": ["expirationSeconds": 3607, "path": "token"]],
      [
        "configMap": [
          "name": "kube-root-ca.crt", "items": [["key": "ca.crt", "path": "ca.crt"]],
        ]
      ],
      [
        "downwardAPI": [
          "items": [
            [
              "path": "namespace",
              "fieldRef": ["apiVersion": "v1", "fieldPath": "metadata.namespace"],
            ]
          ]
        ]
      ],
    ],
    "defaultMode": 420,
  ]

  func mountServiceAccountToken(in pod: Pod) {
    let path = APIServer.tokenPath
    let needsMount =
      pod.spec.containers.contains { !$0.volumeMounts.contains { $0.mountPath == path } }
      || pod.spec.initContainers.contains { !$0.volumeMounts.contains { $0.mountPath == path } }
    let hasVolume = pod.spec.volumes.contains { $0.name.hasPrefix("kube-api-access-") }
    guard needsMount, !hasVolume else { return }
    let identity = "pods/\(pod.key)"
    let ordinal = creations.count(random.key("uid", identity)) + 1
    let end = random.characters(
      5, of: "bcdfghjklmnpqrstvwxz2456789", "token volume", identity, ordinal)
    var volume = Volume()
    volume.name = "kube-api-access-" + end
    volume.projected = APIServer.tokenSources
    pod.spec.volumes.append(volume)
    var mount = VolumeMount()
    mount.name = volume.name
    mount.readOnly = true
    mount.mountPath = path
    for index in pod.spec.initContainers.indices {
      addMount(mount, to: &pod.spec.initContainers[index])
    }
    for index in pod.spec.containers.indices { addMount(mount, to: &pod.spec.containers[index]) }
  }

  func addMount(_ mount: VolumeMount, to container: inout Container) {
    if !container.volumeMounts.contains(where: { $0.mountPath == mount.mountPath }) {
      container.volumeMounts.append(mount)
    }
  }

  /// `Guaranteed` when every container's limits are its requests, `BestEffort` when no
  /// container asks for anything, else `Burstable`.
  func qualityOfService(_ spec: PodSpec) -> String {
    var asksForAnything = false
    var isGuaranteed = true
    for container in spec.initContainers + spec.containers {
      for name in ["cpu", "memory"] {
        let request = container.resources.requests[name]
        let limit = container.resources.limits[name]
        if request != nil || limit != nil { asksForAnything = true }
        if limit == nil || (request != nil && request != limit) { isGuaranteed = false }
      }
    }
    if !asksForAnything { return "BestEffort" }
    return isGuaranteed ? "Guaranteed" : "Burstable"
  }

  /// What the cluster refuses of changes.
  func admitUpdate(_ object: KubernetesObject, old: KubernetesObject) throws(APIError) {
    guard let claim = object as? PersistentVolumeClaim, let before = old as? PersistentVolumeClaim,
      let wanted = claim.spec.resources.requests["storage"],
      let present = before.spec.resources.requests["storage"], present.isLess(than: wanted)
    else { return }
    let name = claim.spec.storageClassName ?? ""
    let storageClass = get(StorageClass.self, name: name)
    if storageClass?.allowVolumeExpansion != true {
      throw APIError.forbidden(
        .persistentVolumeClaims, claim.name,
        "only dynamically provisioned pvc can be resized and the storageclass that provisions the"
          + " pvc must support resize")
    }
  }
}
