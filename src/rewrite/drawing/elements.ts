const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Elements of SVG 1.1 and 2 that only draw, or hold what draws. Whatever is not here goes with all that it holds. */
const ELEMENTS = words(`
  svg g defs symbol use switch view a title desc style image cursor path rect circle ellipse line polyline
  polygon text tspan tref textPath altGlyph altGlyphDef altGlyphItem glyphRef font glyph missing-glyph
  hkern vkern font-face font-face-src font-face-uri font-face-format font-face-name linearGradient
  radialGradient meshgradient meshrow meshpatch stop solidcolor pattern hatch hatchpath mask clipPath
  marker filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
  feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
  feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
  feTurbulence animate animateColor animateMotion animateTransform mpath set
`)

/** Attributes that the property's name gives: a style sheet could say the same. */
const PROPERTIES = words(`
  alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
  color-interpolation-filters color-profile color-rendering cursor direction display dominant-baseline
  enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font font-family
  font-feature-settings font-size font-size-adjust font-stretch font-style font-variant font-weight
  glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing
  lighting-color line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode
  opacity overflow paint-order pointer-events shape-rendering solid-color solid-opacity stop-color
  stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
  stroke-opacity stroke-width text-align text-anchor text-decoration text-overflow text-rendering
  transform transform-box transform-origin unicode-bidi vector-effect visibility white-space word-spacing
  writing-mode
`)

/** All other attributes without an address in them. */
const PLAIN = words(`
  id class lang role tabindex focusable style type media title target rel version baseProfile viewBox
  preserveAspectRatio zoomAndPan viewTarget width height x y x1 x2 y1 y2 cx cy r rx ry d points pathLength
  path side dx dy rotate textLength lengthAdjust startOffset method spacing inline-size gradientUnits
  gradientTransform spreadMethod fx fy fr offset pitch hatchUnits hatchContentUnits hatchTransform
  patternUnits patternContentUnits patternTransform maskUnits maskContentUnits clipPathUnits markerUnits
  markerWidth markerHeight orient refX refY filterUnits primitiveUnits filterRes in in2 result mode
  operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength
  preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle pointsAtX
  pointsAtY pointsAtZ z azimuth elevation scale xChannelSelector yChannelSelector stdDeviation radius
  baseFrequency numOctaves seed stitchTiles tableValues slope intercept amplitude exponent values
  attributeName attributeType begin dur end min max restart repeatCount repeatDur calcMode keyTimes
  keySplines keyPoints from to by additive accumulate origin requiredExtensions requiredFeatures
  systemLanguage externalResourcesRequired unicode glyph-name arabic-form horiz-adv-x horiz-origin-x
  horiz-origin-y vert-adv-y vert-origin-x vert-origin-y units-per-em ascent descent cap-height x-height
  panose-1 unicode-range bbox u1 u2 g1 g2 k name string format glyphRef underline-position
  underline-thickness accent-height alphabetic mathematical stemv stemh
`)
const ATTRIBUTES = new Set([...PROPERTIES, ...PLAIN])

/** Elements that change an attribute of another one. */
const ANIMATIONS = words('animate animateColor animateMotion animateTransform set')

export const isDrawn = (element: string) => ELEMENTS.has(element)

/** Whether an attribute without a namespace stays; an address in it may still go. */
export const isKept = (attribute: string) =>
  ATTRIBUTES.has(attribute) || attribute === 'href' || /^aria-[a-z]+$/.test(attribute)

/** Whether an animation may run: it must not make up an address that nobody has looked at. */
export function isHarmless(element: string, values: ReadonlyMap<string, string>): boolean {
  const target = values.get('attributeName')
  return !ANIMATIONS.has(element) || target === undefined || ATTRIBUTES.has(target.trim())
}
