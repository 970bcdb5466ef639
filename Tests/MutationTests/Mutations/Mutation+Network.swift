extension Mutation {
  private static let cluster = "Sources/Plugins/Kubernetes/Cluster/"

  /// Names and addresses.
  static let network = [
    Mutation(
      name: "no-names-for-pods", breaks: "A headless Service gives its pods no names.",
      claims: ["vi10", "en20"], file: cluster + "Controllers/Endpoints/Backend.swift",
      original: "hostname = «pod.spec.subdomain == service.name ? pod.spec.hostname : \"\"»",
      replacement: "\"\""),
    Mutation(
      name: "names-for-all-pods",
      breaks: "A headless Service gives a name to every pod behind it, whoever made the pod.",
      claims: ["vi10"], file: cluster + "Controllers/Endpoints/Backend.swift",
      original: "hostname = «pod.spec.subdomain == service.name ? pod.spec.hostname : \"\"»",
      replacement: "pod.spec.hostname.isEmpty ? pod.name : pod.spec.hostname"),
    Mutation(
      name: "a-name-leads-to-any-pod",
      breaks: "The DNS name of a pod leads to the first pod of its Service.",
      claims: ["vi10", "en20"], file: cluster + "Network/ClusterNames.swift",
      original: "where «ClusterNames.label(of: endpoint) == label» {", replacement: "true"),
    Mutation(
      name: "services-lead-everywhere",
      breaks: "A pod that changes is put behind every Service, whatever that selects.",
      claims: ["vi8"], file: cluster + "Controllers/Endpoints/ServiceView.swift",
      original: "if let pod, «selector.matches(pod.metadata.labels)» {", replacement: "true"),
    Mutation(
      name: "addresses-come-back",
      breaks: """
        A pod is made again when the lost one is gone, and gets the lowest address that is free.
        """,
      claims: ["vi10", "en16", "en17"],
      edits: [
        Edit(
          file: cluster + "Controllers/ReplicaSets/ReplicaSetController.swift",
          original: "let difference = «set.replicas - view.active»",
          replacement: "set.replicas - view.pods.count"),
        Edit(
          file: cluster + "Kubelet/Kubelet.swift",
          original: "let address = «node.podAddress(at: addressesTaken % count)»",
          replacement: """
            {
              let first = cluster.nodes[0]
              let free = (0..<count).first {
                world.network.host(at: first.podAddress(at: $0)) == nil
              }
              return first.podAddress(at: free ?? 0)
            }()
            """),
      ]),
  ]
}
