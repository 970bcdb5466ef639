import KubernetesAPI
import Values

/// How each kind is described.
enum Describers {
  /// The description of an object; kinds without a layout of their own get the general one.
  static func describe(
    _ target: Target, _ invocation: Invocation
  ) throws(CommandError) -> String {
    let object = target.object
    let events = try invocation.events(about: object, target.type)
    var description = Description(now: invocation.now)
    switch target.type {
    case .pods: description.pod(object)
    case .statefulSets:
      description.statefulSet(object, try PodCounts(of: object, invocation))
    case .replicaSets: description.replicaSet(object, try PodCounts(of: object, invocation))
    case .deployments: description.deployment(object, try ReplicaSetTexts(of: object, invocation))
    case .jobs: description.job(object)
    case .services:
      let slices = try invocation.list(
        .endpointSlices, namespace: object.namespace,
        labels: "kubernetes.io/service-name=\(object.name)")
      description.service(object, slices)
    case .endpoints: description.endpoints(object)
    case .endpointSlices: description.endpointSlice(object)
    case .serviceAccounts:
      let secrets = try invocation.list(.secrets, namespace: object.namespace)
      description.serviceAccount(object, secrets)
    case .podDisruptionBudgets: description.budget(object)
    case .persistentVolumeClaims:
      let pods = try invocation.list(.pods, namespace: object.namespace)
      description.claim(object, usedBy: Describers.users(of: object.name, pods))
    case .persistentVolumes: description.volume(object)
    case .storageClasses: description.storageClass(object)
    case .nodes:
      let pods = try invocation.list(
        .pods, namespace: "",
        fields: "spec.nodeName=\(object.name),status.phase!=Failed,status.phase!=Succeeded")
      let lease = try invocation.find(
        .leases, namespace: "kube-node-lease", name: object.name)
      description.node(object, lease, pods)
    case .configMaps: description.configMap(object)
    case .secrets: return description.secret(object)
    case .namespaces:
      let quotas = try invocation.list(.resourceQuotas, namespace: object.name)
      return description.namespace(object, quotas)
    case .resourceQuotas: return description.quota(object)
    default: description.anything(object)
    }
    description.events(events)
    return description.aligned
  }

  private static func users(of claim: String, _ pods: [JSON]) -> [String] {
    pods.filter { pod in
      pod.items("spec", "volumes").contains {
        $0.text("persistentVolumeClaim", "claimName") == claim
      }
    }.map { $0.name }.sorted { $0.precedesByBytes($1) }
  }
}

/// How many pods of a workload are in which phase.
struct PodCounts {
  var running = 0
  var waiting = 0
  var succeeded = 0
  var failed = 0

  init(of workload: JSON, _ invocation: Invocation) throws(CommandError) {
    let pods = try invocation.list(
      .pods, namespace: workload.namespace,
      labels: labelSelectorText(workload.at("spec", "selector")))
    for pod in pods {
      let isOwned = pod.items("metadata", "ownerReferences").contains {
        $0["controller"]?.bool == true && $0.text("uid") == workload.uid
      }
      if !isOwned { continue }
      switch pod.text("status", "phase") {
      case "Running": running += 1
      case "Pending": waiting += 1
      case "Succeeded": succeeded += 1
      case "Failed": failed += 1
      default: break
      }
    }
  }

  var text: String {
    "\(running) Running / \(waiting) Waiting / \(succeeded) Succeeded / \(failed) Failed"
  }
}

/// The old ReplicaSets and the new one of a Deployment.
struct ReplicaSetTexts {
  var old: [String] = []
  var new: [String] = []

  init(of deployment: JSON, _ invocation: Invocation) throws(CommandError) {
    let sets = try invocation.list(
      .replicaSets, namespace: deployment.namespace,
      labels: labelSelectorText(deployment.at("spec", "selector")))
    let wanted = deployment.at("spec", "template") ?? .null
    for set in sets {
      let isOwned = set.items("metadata", "ownerReferences").contains {
        $0["controller"]?.bool == true && $0.text("uid") == deployment.uid
      }
      if !isOwned { continue }
      let text =
        "\(set.name) (\(set.number("status", "replicas"))/\(set.number("spec", "replicas"))"
        + " replicas created)"
      let template = (set.at("spec", "template") ?? .null)
        .setting(["metadata", "labels", "pod-template-hash"], to: nil)
      if new.isEmpty, ThreeWayPatch.isSame(template, wanted) {
        new.append(text)
      } else {
        old.append(text)
      }
    }
  }
}
