import KubernetesAPI
import KubernetesCluster

/// A controller that is broken on purpose, to see whether the rules catch it.
enum Mutant: String, CaseIterable {
  /// The StatefulSet controller makes and deletes pods without regard to their order.
  case order
  /// The collector of pods takes every lost node for one on which nothing runs any more.
  case atMostOne = "at-most-one"
  /// The Deployment controller allows itself one pod more than the surge.
  case surge

  /// The rule that it must be caught by.
  var broken: RuleName {
    switch self {
    case .order: .order
    case .atMostOne: .atMostOne
    case .surge: .bounds
    }
  }

  var controllers: ControllerChoice {
    var choice = ControllerChoice()
    switch self {
    case .order:
      choice.statefulSets = { cluster in
        Cluster.statefulSets(cluster) { view, set, now in
          let changed = set.copy()
          changed.spec.podManagementPolicy = "Parallel"
          return StatefulSetDecision(view, changed, now: now)
        }
      }
    case .atMostOne:
      choice.podCollection = { cluster in
        Cluster.podCollection(cluster) { !$0.isReady }
      }
    case .surge:
      choice.deployments = { cluster in
        Cluster.deployments(cluster) { deployment in
          var limits = DeploymentArithmetic(deployment)
          limits.maxSurge += 1
          return limits
        }
      }
    }
    return choice
  }
}
