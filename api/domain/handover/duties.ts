/** A responsibility of the CTO (class C) or of the VP of Engineering (class V). */
export const DUTIES = [
  { id: 'C1', name: 'Technology vision and roadmap', target: 'CTO (VP consulted)' },
  { id: 'C2', name: 'Architecture decisions that compound for years', target: 'CTO (VP must be consulted)' },
  { id: 'C3', name: 'Build-versus-buy evaluation', target: 'CTO' },
  { id: 'C4', name: 'Vendor relationships and contract negotiation', target: 'CTO' },
  { id: 'C5', name: 'Technology communication to board, investors, executives', target: 'CTO' },
  { id: 'C6', name: 'Emerging technology, including AI: what matters here', target: 'CTO' },
  { id: 'C7', name: 'Architecture able to carry the growth ahead', target: 'CTO (VP brings evidence)' },
  { id: 'V1', name: 'Day-to-day team management', target: 'VP' },
  { id: 'V2', name: 'Hiring pipeline and hiring decisions', target: 'VP' },
  { id: 'V3', name: 'Engineering process: planning, review, deployment', target: 'VP' },
  { id: 'V4', name: 'Code quality and test coverage', target: 'VP' },
  { id: 'V5', name: 'Individual performance and careers', target: 'VP' },
  { id: 'V6', name: 'Product-engineering coordination to hit commitments', target: 'VP' },
  { id: 'V7', name: 'Production escalations', target: 'VP' },
] as const satisfies readonly { id: string; name: string; target: string }[];

export type DutyId = (typeof DUTIES)[number]['id'];
