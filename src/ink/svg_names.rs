//! The elements and attributes by which a drawing is drawn: those that usvg, which
//! Typst draws with, knows. Everything else is nothing to a printer.

/// Whether this is an element that is drawn.
pub(super) fn is_element(name: &str) -> bool {
    has(ELEMENTS, name)
}

/// Whether this is a property that is drawn.
pub(super) fn is_property(name: &str) -> bool {
    has(PROPERTIES, name)
}

/// Whether this is another attribute that is drawn.
pub(super) fn is_attribute(name: &str) -> bool {
    has(ATTRIBUTES, name)
}

fn has(names: &str, name: &str) -> bool {
    names.split(' ').any(|known| known == name)
}

/// Elements of SVG 1.1 and 2.
const ELEMENTS: &str = "\
    a circle clipPath defs ellipse feBlend feColorMatrix feComponentTransfer feComposite \
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood \
    feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology \
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line \
    linearGradient marker mask path pattern polygon polyline radialGradient rect stop style svg \
    switch symbol text textPath tref tspan use";

/// Properties: as attributes, in `style="…"` and in style sheets.
const PROPERTIES: &str = "\
    alignment-baseline background-color baseline-shift clip clip-path clip-rule color \
    color-interpolation color-interpolation-filters color-profile color-rendering direction \
    display dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color \
    flood-opacity font font-family font-feature-settings font-kerning font-optical-sizing \
    font-size font-size-adjust font-stretch font-style font-synthesis font-variant \
    font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric \
    font-variant-position font-variation-settings font-weight glyph-orientation-horizontal \
    glyph-orientation-vertical image-rendering inline-size isolation kerning letter-spacing \
    lighting-color line-height marker marker-end marker-mid marker-start mask mask-border \
    mask-border-mode mask-border-outset mask-border-repeat mask-border-slice mask-border-source \
    mask-border-width mask-clip mask-composite mask-image mask-mode mask-origin mask-position \
    mask-size mask-type mix-blend-mode opacity overflow paint-order shape-image-threshold \
    shape-inside shape-margin shape-padding shape-rendering shape-subtract stop-color \
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin \
    stroke-miterlimit stroke-opacity stroke-width text-align text-align-last text-anchor \
    text-decoration text-decoration-color text-decoration-fill text-decoration-line \
    text-decoration-stroke text-decoration-style text-indent text-orientation text-overflow \
    text-rendering text-underline-position transform transform-box transform-origin unicode-bidi \
    unicode-range vector-effect visibility white-space word-spacing writing-mode";

/// All other attributes, save `id`, `class`, `style` and `href`, which are looked
/// into.
const ATTRIBUTES: &str = "\
    amplitude azimuth baseFrequency bias clipPathUnits cx cy d diffuseConstant divisor dx dy \
    edgeMode elevation exponent filterUnits fr fx fy gradientTransform gradientUnits height in \
    in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lengthAdjust limitingConeAngle \
    markerHeight markerUnits markerWidth maskContentUnits maskUnits mode numOctaves offset \
    operator order orient path pathLength patternContentUnits patternTransform patternUnits \
    points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r \
    radius refX refY requiredExtensions requiredFeatures result rotate rx ry scale seed side \
    slope specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles \
    surfaceScale systemLanguage tableValues targetX targetY textLength type values viewBox width \
    x x1 x2 xChannelSelector y y1 y2 yChannelSelector z";
