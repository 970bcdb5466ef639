import KubernetesAPI
import Testing

/// What becomes of each field of a pod: no field is forgotten, and none is ignored by accident.
@Suite struct PodFieldDecisionTests {
  /// One line for fields of a type that share a decision.
  ///
  /// `+` acted on; `=` kept without an effect, and why that is no lie; `-` refused by the server,
  /// which ``PodFieldRefusalTests`` and ``PodAdmissionRuleTests`` prove; `!` refused by the
  /// kubelet, which names it in an event.
  static let decisions = """
    + PodSpec volumes initContainers containers restartPolicy terminationGracePeriodSeconds
    + PodSpec activeDeadlineSeconds dnsPolicy dnsConfig nodeSelector serviceAccountName
    + PodSpec serviceAccount automountServiceAccountToken nodeName hostNetwork securityContext
    + PodSpec hostname subdomain affinity schedulerName tolerations hostAliases readinessGates
    + PodSpec enableServiceLinks schedulingGates os priorityClassName
    = PodSpec imagePullSecrets: no registry asks for a password
    = PodSpec priority preemptionPolicy: only what the class says is accepted
    - PodSpec hostPID hostIPC shareProcessNamespace hostUsers setHostnameAsFQDN runtimeClassName
    - PodSpec overhead topologySpreadConstraints resourceClaims resources ephemeralContainers
    + PodSecurityContext runAsNonRoot
    = PodSecurityContext fsGroup fsGroupChangePolicy supplementalGroups: all may write anyway
    = PodSecurityContext seccompProfile appArmorProfile: nothing here does what they forbid
    - PodSecurityContext runAsUser runAsGroup sysctls seLinuxOptions seLinuxChangePolicy
    - PodSecurityContext supplementalGroupsPolicy windowsOptions
    + SecurityContext runAsNonRoot readOnlyRootFilesystem
    = SecurityContext allowPrivilegeEscalation: nothing here tries to get more rights
    = SecurityContext seccompProfile appArmorProfile: nothing here does what they forbid
    - SecurityContext privileged capabilities runAsUser runAsGroup seLinuxOptions procMount
    - SecurityContext windowsOptions
    + Container name image command args workingDir ports envFrom env resources restartPolicy
    + Container volumeMounts livenessProbe readinessProbe startupProbe lifecycle securityContext
    + Container terminationMessagePath terminationMessagePolicy imagePullPolicy stdin tty
    = Container stdinOnce: a program here reads no further when its client has left
    = Container resizePolicy: nothing is ever resized
    - Container volumeDevices
    + ResourceRequirements requests limits
    - ResourceRequirements claims
    + ContainerPort name hostPort containerPort hostIP
    = ContainerPort protocol: no program here speaks anything but TCP
    + EnvFromSource prefix configMapRef secretRef
    + EnvVar name value valueFrom
    + EnvVarSource fieldRef configMapKeyRef secretKeyRef resourceFieldRef
    + ObjectFieldSelector fieldPath
    = ObjectFieldSelector apiVersion: there is one version
    + ConfigMapEnvSource name optional
    + ConfigMapKeySelector name key optional
    + SecretKeySelector name key optional
    + VolumeMount name mountPath readOnly subPath subPathExpr
    - VolumeMount mountPropagation recursiveReadOnly
    + Probe exec httpGet tcpSocket initialDelaySeconds timeoutSeconds periodSeconds
    + Probe successThreshold failureThreshold terminationGracePeriodSeconds
    - Probe grpc
    + Lifecycle postStart preStop
    + LifecycleHandler exec httpGet sleep
    = LifecycleHandler tcpSocket: a real kubelet does nothing either
    + ExecAction command
    + HTTPGetAction path port host scheme httpHeaders
    + HTTPHeader name value
    + TCPSocketAction port host
    - GRPCAction port service
    + SleepAction seconds
    + Volume name hostPath emptyDir secret persistentVolumeClaim configMap projected downwardAPI
    ! Volume csi ephemeral nfs iscsi glusterfs rbd gcePersistentDisk awsElasticBlockStore gitRepo
    ! Volume flexVolume cinder cephfs flocker fc azureFile vsphereVolume quobyte azureDisk
    ! Volume photonPersistentDisk portworxVolume scaleIO storageos image
    + HostPathVolumeSource path type
    + EmptyDirVolumeSource medium sizeLimit
    + PersistentVolumeClaimVolumeSource claimName readOnly
    + ConfigMapVolumeSource name items optional
    = ConfigMapVolumeSource defaultMode: all may read
    + SecretVolumeSource secretName items optional
    = SecretVolumeSource defaultMode: all may read
    + KeyToPath key path
    = KeyToPath mode: all may read
    + LocalObjectReference name
    + HostAlias ip hostnames
    + PodDNSConfig nameservers searches options
    + PodDNSConfigOption name value
    + PodOS name
    + PodReadinessGate conditionType
    + PodSchedulingGate name
    + Toleration key operator value effect tolerationSeconds
    + Affinity nodeAffinity podAffinity podAntiAffinity
    + NodeAffinity requiredDuringSchedulingIgnoredDuringExecution
    + NodeAffinity preferredDuringSchedulingIgnoredDuringExecution
    + NodeSelector nodeSelectorTerms
    + NodeSelectorTerm matchExpressions matchFields
    + NodeSelectorRequirement key operator values
    + PreferredSchedulingTerm weight preference
    + PodAffinity requiredDuringSchedulingIgnoredDuringExecution
    + PodAffinity preferredDuringSchedulingIgnoredDuringExecution
    + PodAffinityTerm labelSelector namespaces topologyKey
    - PodAffinityTerm namespaceSelector matchLabelKeys mismatchLabelKeys
    + WeightedPodAffinityTerm weight podAffinityTerm
    + LabelSelector matchLabels matchExpressions
    + LabelSelectorRequirement key operator values
    """

  private struct Decisions {
    var fields: [String: Character] = [:]
    var twice: [String] = []

    init(_ text: String) {
      for line in text.split(separator: "\n") {
        let words = line.prefix { $0 != ":" }.split(separator: " ")
        for name in words.dropFirst(2) {
          let field = "\(words[1]).\(name)"
          if fields.updateValue(Character(String(words[0])), forKey: field) != nil {
            twice.append(field)
          }
        }
      }
    }
  }

  /// The fields of a record and of the records below it, as `Type.field`.
  private static func fields(of type: String, _ schema: [SchemaField]) -> [String: Bool] {
    var found: [String: Bool] = [:]
    var rest = [(type, schema)]
    var seen: Set<String> = []
    while let (type, fields) = rest.popLast() {
      guard seen.insert(type).inserted else { continue }
      for field in fields {
        found["\(type).\(field.name)"] = field.isKept
        let below = field.fields()
        let name = field.goType.split(separator: ".").last.map(String.init) ?? ""
        if !below.isEmpty { rest.append((name, below)) }
      }
    }
    return found
  }

  @Test("Every field of a pod's spec has one decision")
  func everyField() throws {
    let spec = try #require(ResourceType.pods.schema().first { $0.name == "spec" })
    let fields = Self.fields(of: "PodSpec", spec.fields())
    let decisions = Decisions(Self.decisions)
    #expect(decisions.twice == [])
    #expect(
      fields.keys.filter { decisions.fields[$0] == nil }.sorted() == [],
      "these need a decision in the table of this test")
    #expect(
      decisions.fields.keys.filter { fields[$0] == nil }.sorted() == [],
      "these are in the table, and no fields of a pod")
  }
}
