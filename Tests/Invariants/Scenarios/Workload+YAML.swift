extension Workload {
  /// The manifest of the Service and the set.
  var manifest: String {
    var lines = serviceLines + ["---"]
    lines += ["apiVersion: apps/v1", "kind: \(isStatefulSet ? "StatefulSet" : "Deployment")"]
    lines += ["metadata:", "  name: \(name)", "spec:", "  replicas: \(replicas)"]
    if minReadySeconds > 0 { lines.append("  minReadySeconds: \(minReadySeconds)") }
    lines += ["  selector:", "    matchLabels: {app: \(name)}"]
    switch kind {
    case .statefulSet(let options): lines += statefulSetLines(options)
    case .deployment(let options): lines += deploymentLines(options)
    }
    lines += templateLines
    if isStatefulSet, let storageClass {
      lines += [
        "  volumeClaimTemplates:", "  - metadata:", "      name: data", "    spec:",
        "      storageClassName: \(storageClass)", "      accessModes: [ReadWriteOnce]",
        "      resources: {requests: {storage: 1Gi}}",
      ]
    }
    if !isStatefulSet, let storageClass {
      lines += [
        "---", "apiVersion: v1", "kind: PersistentVolumeClaim", "metadata:", "  name: \(name)",
        "spec:", "  storageClassName: \(storageClass)", "  accessModes: [ReadWriteOnce]",
        "  resources: {requests: {storage: 1Gi}}",
      ]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var serviceLines: [String] {
    var lines = ["apiVersion: v1", "kind: Service", "metadata:", "  name: \(name)", "spec:"]
    if service != .cluster { lines.append("  clusterIP: None") }
    if service == .headlessForAll { lines.append("  publishNotReadyAddresses: true") }
    return lines + ["  selector: {app: \(name)}", "  ports:", "  - {name: http, port: 80}"]
  }

  private func statefulSetLines(_ options: StatefulSetOptions) -> [String] {
    var lines = ["  serviceName: \(name)"]
    if options.isParallel { lines.append("  podManagementPolicy: Parallel") }
    if options.start > 0 { lines.append("  ordinals: {start: \(options.start)}") }
    switch options.update {
    case .partition(0): break
    case .partition(let place):
      lines.append(
        "  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: \(place)}}")
    case .bare: lines.append("  updateStrategy: {type: RollingUpdate}")
    case .onDelete: lines.append("  updateStrategy: {type: OnDelete}")
    }
    if options.whenScaled != "Retain" || options.whenDeleted != "Retain" {
      lines.append(
        "  persistentVolumeClaimRetentionPolicy: {whenScaled: \(options.whenScaled), "
          + "whenDeleted: \(options.whenDeleted)}")
    }
    return lines
  }

  private func deploymentLines(_ options: DeploymentOptions) -> [String] {
    if options.isRecreate { return ["  strategy: {type: Recreate}"] }
    return [
      "  strategy: {rollingUpdate: {maxSurge: \(options.surge), "
        + "maxUnavailable: \(options.unavailable)}}"
    ]
  }

  private var templateLines: [String] {
    var lines = ["  template:", "    metadata:", "      labels: {app: \(name)}", "    spec:"]
    lines.append("      terminationGracePeriodSeconds: \(graceSeconds)")
    if let tolerationSeconds {
      lines.append("      tolerations:")
      for key in ["not-ready", "unreachable"] {
        lines.append(
          "      - {key: node.kubernetes.io/\(key), operator: Exists, effect: NoExecute, "
            + "tolerationSeconds: \(tolerationSeconds)}")
      }
    }
    lines += ["      containers:", "      - name: app", "        image: \(image(image))"]
    if stopsSlowly { lines.append("        args: [sleep, \"100000\"]") }
    if hasProbe {
      lines += [
        "        readinessProbe:", "          exec: {command: [test, \"!\", -e, /tmp/unready]}",
        "          periodSeconds: 5", "          failureThreshold: 1",
      ]
    }
    if storageClass != nil {
      lines.append("        volumeMounts: [{name: data, mountPath: /data}]")
    }
    if !isStatefulSet, storageClass != nil {
      lines.append("      volumes: [{name: data, persistentVolumeClaim: {claimName: \(name)}}]")
    }
    return lines
  }
}
