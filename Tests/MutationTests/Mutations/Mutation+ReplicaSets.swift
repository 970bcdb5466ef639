extension Mutation {
  private static let controller =
    "Sources/Plugins/Kubernetes/Cluster/Controllers/ReplicaSets/ReplicaSetController.swift"

  /// What a ReplicaSet, and so a Deployment, does not give: names, order, a difference.
  static let replicaSets = [
    Mutation(
      name: "numbered-pods",
      breaks: "The pods of a ReplicaSet are numbered, and a number that is free is given again.",
      claims: ["vi13", "en15", "en16", "en17"], file: controller,
      original: "pod.metadata.generateName = set.name + \"-\"",
      replacement: """
        var number = 0
        while let other = server.get(
          Pod.self, namespace: set.namespace, name: set.name + "-" + String(number)), other.isActive
        { number += 1 }
        pod.metadata.name = set.name + "-" + String(number)
        """, kind: .statements),
    Mutation(
      name: "one-pod-at-a-time",
      breaks: "A ReplicaSet creates its next pod only when the others are ready.",
      claims: ["en14"], file: controller,
      original: "let difference = «set.replicas - view.active»",
      replacement: """
        set.replicas > view.active
          ? (view.ready < view.active ? 0 : 1) : set.replicas - view.active
        """),
    Mutation(
      name: "pods-with-a-number-in-a-label",
      breaks: "A ReplicaSet gives each of its pods a label of its own.",
      claims: ["en15"], file: controller,
      original: "pod.metadata.labels = set.spec.template.metadata.labels",
      replacement: """
        pod.metadata.labels = set.spec.template.metadata.labels
        pod.metadata.labels["number"] = String(
          server.list(Pod.self, namespace: set.namespace).count)
        """, kind: .statements),
    Mutation(
      name: "one-pod-is-not-replaced",
      breaks: "A ReplicaSet is content with one pod less than it is asked for.",
      claims: ["vi13"], file: controller,
      original: "let difference = «set.replicas - view.active»",
      replacement: """
        set.replicas - view.active == 1 && view.pods.count > 1 ? 0 : set.replicas - view.active
        """),
  ]
}
