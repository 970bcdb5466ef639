extension Mutation {
  private static let folder = "Sources/Plugins/Kubernetes/Cluster/Controllers/StatefulSets/"
  private static let creating = "«actions.append(.create(place: next))»\n        holdNextMissing"
  private static let podSpec = "«pod.spec = template.spec»\n    pod.spec.hostname"

  /// What a StatefulSet promises: how many, which names, in which order, what comes back.
  static let statefulSets = [
    Mutation(
      name: "one-pod-more", breaks: "A StatefulSet runs one pod more than it is asked for.",
      claims: ["vi9"], file: folder + "StatefulSetNaming.swift",
      original: "var replicas: Int { «Int(spec.replicas ?? 1)» }",
      replacement: "Int(spec.replicas ?? 1) + 1"),
    Mutation(
      name: "a-template-for-the-first-pod-only",
      breaks: "All pods of a StatefulSet but the first run another image than the template names.",
      claims: ["vi9"], file: folder + "StatefulSet+Pods.swift",
      original: podSpec,
      replacement: """
        pod.spec = template.spec
        if ordinal > 0, pod.spec.containers[0].image == "nginx:1.25" {
          pod.spec.containers[0].image = "nginx:1.24"
        }
        """, kind: .statements),
    Mutation(
      name: "ordinals-from-one", breaks: "The pods of a StatefulSet are counted from 1.",
      claims: ["vi11", "vi9"], file: folder + "StatefulSetNaming.swift",
      original: "var startOrdinal: Int32 { «spec.ordinals?.start ?? 0» }",
      replacement: "spec.ordinals?.start ?? 1"),
    Mutation(
      name: "claims-by-another-name", breaks: "The name of a claim begins with that of the set.",
      claims: ["en18", "en20", "en28", "vi15"], file: folder + "StatefulSetNaming.swift",
      original: "«template + \"-\" + set» + \"-\" + String(ordinal)\n  }\n}",
      replacement: "set + \"-\" + template"),
    Mutation(
      name: "one-host-name-for-all", breaks: "The host name of a pod is the name of its set.",
      claims: ["vi10", "vi12", "en20", "en21"], file: folder + "StatefulSet+Pods.swift",
      original: "pod.spec.hostname = «podName»", replacement: "name"),
    Mutation(
      name: "gaps-stay",
      breaks: "A pod of a StatefulSet that is lost is not made again while one above it is there.",
      claims: ["vi12"], file: folder + "StatefulSetDecision.swift",
      original: creating,
      replacement: """
        if view.pod(at: next + 1) != nil {
          place = next + 1
          continue
        }
        actions.append(.create(place: next))
        """, kind: .statements),
    Mutation(
      name: "created-from-the-top", breaks: "A StatefulSet creates its highest pod first.",
      claims: ["en7", "en19", "vi14"], file: folder + "StatefulSetDecision.swift",
      original: creating,
      replacement: """
        let highest = (0..<view.replicas).last { view.pod(at: $0) == nil }
        actions.append(.create(place: highest ?? next))
        """, kind: .statements),
    Mutation(
      name: "the-next-one-does-not-wait",
      breaks: "A StatefulSet creates its next pod before the one below is ready.",
      claims: ["en19"], file: folder + "StatefulSetDecision.swift",
      original: "let isHealthy = «!pod.isBeingDeleted && view.isAvailable(pod, now: now)»",
      replacement: "!pod.isBeingDeleted"),
    Mutation(
      name: "the-lowest-goes-first", breaks: "A StatefulSet that shrinks deletes pods from below.",
      claims: ["vi14"], file: folder + "StatefulSetDecision.swift",
      original: "guard let victim = «view.condemned.last», let pod",
      replacement: "view.condemned.first"),
    Mutation(
      name: "all-go-at-once", breaks: "A StatefulSet that shrinks deletes its pods all at once.",
      claims: ["en19"], file: folder + "StatefulSetDecision.swift",
      original: "    «actions.append(.scaleDown(ordinal: victim))»",
      replacement: """
        for ordinal in view.condemned.reversed() { actions.append(.scaleDown(ordinal: ordinal)) }
        """, kind: .statements),
    Mutation(
      name: "shrinks-while-unwell",
      breaks: "A StatefulSet shrinks although one of the pods that stay is not ready.",
      claims: ["en19"], file: folder + "StatefulSetDecision.swift",
      original: "if «!isHealthy» {", replacement: "!isHealthy && view.condemned.isEmpty"),
    Mutation(
      name: "parallel-keeps-the-order",
      breaks:
        "A StatefulSet with the policy Parallel creates one pod after the other all the same.",
      claims: [], file: folder + "StatefulSetNaming.swift",
      original: "var isParallel: Bool { «spec.podManagementPolicy == \"Parallel\"» }",
      replacement: "false"),
    Mutation(
      name: "containers-without-their-volumes",
      breaks: "A StatefulSet's pods do not get the volume mounts of their template.",
      claims: ["en18", "vi15"], file: folder + "StatefulSet+Pods.swift",
      original: podSpec,
      replacement: """
        pod.spec = template.spec
        pod.spec.containers[0].volumeMounts = []
        """, kind: .statements),
    Mutation(
      name: "a-new-claim-for-each-pod",
      breaks: "The claim of an ordinal is made anew with its pod, so another volume is behind it.",
      claims: ["vi15", "en26"], file: folder + "StatefulSetController+Claims.swift",
      original: """
                  throw APIError(.internalError, "pvc \\(claimName) is being deleted")
                }
                «continue»
        """,
      replacement: """
        let podName = StatefulSetNaming.podName(set.name, ordinal)
        if server.get(Pod.self, namespace: set.namespace, name: podName) == nil {
          try client.delete(present)
          throw APIError(.internalError, "pvc \\(claimName) is made anew")
        }
        continue
        """, kind: .statements),
    Mutation(
      name: "uids-come-back", breaks: "An object that is made again has the uid of the one before.",
      claims: ["vi12", "vi15"],
      file: "Sources/Plugins/Kubernetes/API/Server/APIServer+Creating.swift",
      original: "object.metadata.uid = key.uuid(«uidOrdinal»)", replacement: "1"),
  ]
}
