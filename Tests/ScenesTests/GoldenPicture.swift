// swift-format-ignore-file
/// Pictures that somebody looked at; a changed drawing is looked at again before it goes here.
enum GoldenPicture {
  static let onePod = #"""
    <svg class="scene" viewBox="0 0 420 289" width="420" height="289" role="img" aria-labelledby="one-title one-text" fill="none" stroke="currentColor">
    <title id="one-title">One pod</title>
    <desc id="one-text">node-1 (Ready): web-0 (Running, 1/1). Claim data-web-0 (Bound) is bound to pvc-0 (1Gi), mounted by web-0.</desc>
    <g class="grounds">
    <g class="region storage">
    <rect class="shape" x="4" y="187" width="412" height="62" rx="6"/>
    <g class="words" fill="currentColor" stroke="none" font-size="11">
    <text class="caption" x="12" y="244">remote storage</text>
    </g>
    </g>
    </g>
    <g class="cards">
    <g class="box card kind-node state-good" data-box="node/node-1">
    <title>node-1 (Ready)</title>
    <rect class="shape" x="12" y="12" width="396" height="90" rx="4"/>
    <g class="sign" transform="translate(18 21)">
    <path d="M.5 1.5H9.5V7H.5ZM3 9.5H7M5 7V9.5"/>
    </g>
    <g class="mark state-good" transform="translate(18 36)">
    <circle class="fill" cx="5" cy="5" r="4.5"/>
    <path class="sign" d="M2.5 5.2 4.3 7 7.5 3.4"/>
    </g>
    <g class="words" fill="currentColor" stroke="none" font-size="11">
    <text class="name" x="32" y="30">node-1</text>
    <text class="status" x="32" y="45">Ready</text>
    </g>
    </g>
    </g>
    <g class="links">
    <g class="link link-mounts state-plain" data-from="pod/web-0" data-to="claim/data-web-0">
    <title>web-0 mounts data-web-0</title>
    <path class="line" d="M138 75L140 75Q141 75 141 79L141 108Q141 112 137 112L76 112Q72 112 72 116L72 122"/>
    <circle class="end" cx="72" cy="122" r="2.5"/>
    </g>
    <g class="link link-binds state-plain" data-from="claim/data-web-0" data-to="volume/pvc-0">
    <title>data-web-0 is bound to pvc-0</title>
    <path class="line" d="M72 177L72 193"/>
    <circle class="end" cx="72" cy="193" r="2.5"/>
    </g>
    </g>
    <g class="things">
    <g class="box kind-pod state-good" data-box="pod/web-0">
    <title>web-0 (pod, Running, 1/1)</title>
    <rect class="shape" x="30" y="54" width="108" height="42" rx="7"/>
    <g class="mark state-good" transform="translate(36 78)">
    <circle class="fill" cx="5" cy="5" r="4.5"/>
    <path class="sign" d="M2.5 5.2 4.3 7 7.5 3.4"/>
    </g>
    <g class="words" fill="currentColor" stroke="none" font-size="11">
    <text class="name" x="36" y="72">web-0</text>
    <text class="status" x="50" y="87">Running · 1/1</text>
    </g>
    </g>
    <g class="box kind-claim state-good" data-box="claim/data-web-0">
    <title>data-web-0 (claim, Bound)</title>
    <path class="shape" d="M12 122H123L132 131V177H12Z"/>
    <g class="sign" transform="translate(18 131)">
    <path d="M.5 2H6L9.5 5 6 8H.5Z"/>
    </g>
    <g class="mark state-good" transform="translate(18 159)">
    <circle class="fill" cx="5" cy="5" r="4.5"/>
    <path class="sign" d="M2.5 5.2 4.3 7 7.5 3.4"/>
    </g>
    <g class="words" fill="currentColor" stroke="none" font-size="11">
    <text class="name" x="32" y="140">data-web-0</text>
    <text class="note" x="18" y="153">claim</text>
    <text class="status" x="32" y="168">Bound</text>
    </g>
    </g>
    <g class="box kind-volume state-plain" data-box="volume/pvc-0">
    <title>pvc-0 (volume, 1Gi)</title>
    <path class="shape" d="M12 197C12 192 132 192 132 197V229C132 234 12 234 12 229Z"/>
    <g class="sign" transform="translate(18 202)">
    <path d="M1 2.2C1 .2 9 .2 9 2.2V7.8C9 9.8 1 9.8 1 7.8ZM1 2.2C1 4.2 9 4.2 9 2.2"/>
    </g>
    <g class="words" fill="currentColor" stroke="none" font-size="11">
    <text class="name" x="32" y="211">pvc-0</text>
    <text class="note" x="18" y="224">volume · 1Gi</text>
    </g>
    </g>
    </g>
    <g class="rests"/>
    <g class="legend">
    <g class="mark state-good" transform="translate(12 264)">
    <circle class="fill" cx="5" cy="5" r="4.5"/>
    <path class="sign" d="M2.5 5.2 4.3 7 7.5 3.4"/>
    </g>
    <g class="words" fill="currentColor" stroke="none" font-size="11">
    <text class="key" x="26" y="273">working</text>
    </g>
    </g>
    </svg>
    """#
}
