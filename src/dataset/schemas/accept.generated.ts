// @ts-nocheck Written by scripts/build-validators.mjs: do not edit.
export const acceptBa = validate20;
const schema31 = {"$id":"https://goldgate.dev/schemas/ba.schema.json","type":"object","required":["concept","requirements"],"properties":{"concept":{"$ref":"#/$defs/text"},"requirements":{"type":"object","required":["title","description","functional_requirements","non_functional_requirements","constraints"],"properties":{"title":{"$ref":"#/$defs/text"},"description":{"$ref":"#/$defs/text"},"functional_requirements":{"type":"array","items":{"$ref":"#/$defs/functional"}},"non_functional_requirements":{"type":"array","items":{"$ref":"#/$defs/nonFunctional"}},"constraints":{"type":"array","items":{"$ref":"#/$defs/constraint"}}}},"source":{"type":"string"},"reviewer":{"type":"string"},"notes":{"type":"string"},"metadata":{"$ref":"metadata.schema.json"}},"$defs":{"text":{"type":"string","minLength":1},"priority":{"enum":["High","Medium","Low"]},"functional":{"type":"object","required":["id","description","priority"],"properties":{"id":{"type":"string","pattern":"^FR\\d{3,}$"},"description":{"$ref":"#/$defs/text"},"priority":{"$ref":"#/$defs/priority"}}},"nonFunctional":{"type":"object","required":["id","description","priority"],"properties":{"id":{"type":"string","pattern":"^NFR\\d{3,}$"},"description":{"$ref":"#/$defs/text"},"priority":{"$ref":"#/$defs/priority"}}},"constraint":{"type":"object","required":["id","description","priority"],"properties":{"id":{"type":"string","pattern":"^C\\d{3,}$"},"description":{"$ref":"#/$defs/text"},"priority":{"$ref":"#/$defs/priority"}}}}};
const schema32 = {"type":"string","minLength":1};
const schema44 = {"$id":"https://goldgate.dev/schemas/metadata.schema.json","type":"object","properties":{"domain":{"type":"string"},"tier":{"type":"string"},"language":{"type":"string"},"created_at":{"type":"string"},"provenance":{"type":["string","object"]},"review":{"type":"object","properties":{"status":{"enum":["draft","approved","rejected"]},"reviewers":{"type":"array","items":{"type":"string"}}}},"score":{"type":["number","null"]},"provider":{"type":"string"},"model":{"type":"string"}}};
const schema35 = {"type":"object","required":["id","description","priority"],"properties":{"id":{"type":"string","pattern":"^FR\\d{3,}$"},"description":{"$ref":"#/$defs/text"},"priority":{"$ref":"#/$defs/priority"}}};
const schema37 = {"enum":["High","Medium","Low"]};
const pattern4 = new RegExp("^FR\\d{3,}$", "u");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.id === undefined) && (missing0 = "id")) || ((data.description === undefined) && (missing0 = "description"))) || ((data.priority === undefined) && (missing0 = "priority"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.id !== undefined){
let data0 = data.id;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
validate21.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^FR\\d{3,}$"},message:"must match pattern \""+"^FR\\d{3,}$"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
let data1 = data.description;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length < 1){
validate21.errors = [{instancePath:instancePath+"/description",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/description",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.priority !== undefined){
let data2 = data.priority;
const _errs6 = errors;
if(!(((data2 === "High") || (data2 === "Medium")) || (data2 === "Low"))){
validate21.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/enum",keyword:"enum",params:{allowedValues: schema37.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":{"id":true,"description":true,"priority":true},"dynamicProps":false,"dynamicItems":false};

const schema38 = {"type":"object","required":["id","description","priority"],"properties":{"id":{"type":"string","pattern":"^NFR\\d{3,}$"},"description":{"$ref":"#/$defs/text"},"priority":{"$ref":"#/$defs/priority"}}};
const pattern5 = new RegExp("^NFR\\d{3,}$", "u");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.id === undefined) && (missing0 = "id")) || ((data.description === undefined) && (missing0 = "description"))) || ((data.priority === undefined) && (missing0 = "priority"))){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.id !== undefined){
let data0 = data.id;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(!pattern5.test(data0)){
validate23.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^NFR\\d{3,}$"},message:"must match pattern \""+"^NFR\\d{3,}$"+"\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
let data1 = data.description;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length < 1){
validate23.errors = [{instancePath:instancePath+"/description",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/description",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.priority !== undefined){
let data2 = data.priority;
const _errs6 = errors;
if(!(((data2 === "High") || (data2 === "Medium")) || (data2 === "Low"))){
validate23.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/enum",keyword:"enum",params:{allowedValues: schema37.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":{"id":true,"description":true,"priority":true},"dynamicProps":false,"dynamicItems":false};

const schema41 = {"type":"object","required":["id","description","priority"],"properties":{"id":{"type":"string","pattern":"^C\\d{3,}$"},"description":{"$ref":"#/$defs/text"},"priority":{"$ref":"#/$defs/priority"}}};
const pattern6 = new RegExp("^C\\d{3,}$", "u");

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.id === undefined) && (missing0 = "id")) || ((data.description === undefined) && (missing0 = "description"))) || ((data.priority === undefined) && (missing0 = "priority"))){
validate25.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.id !== undefined){
let data0 = data.id;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(!pattern6.test(data0)){
validate25.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^C\\d{3,}$"},message:"must match pattern \""+"^C\\d{3,}$"+"\""}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
let data1 = data.description;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length < 1){
validate25.errors = [{instancePath:instancePath+"/description",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/description",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.priority !== undefined){
let data2 = data.priority;
const _errs6 = errors;
if(!(((data2 === "High") || (data2 === "Medium")) || (data2 === "Low"))){
validate25.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/enum",keyword:"enum",params:{allowedValues: schema37.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":{"id":true,"description":true,"priority":true},"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://goldgate.dev/schemas/ba.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.concept === undefined) && (missing0 = "concept")) || ((data.requirements === undefined) && (missing0 = "requirements"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.concept !== undefined){
let data0 = data.concept;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length < 1){
validate20.errors = [{instancePath:instancePath+"/concept",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/concept",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.requirements !== undefined){
let data1 = data.requirements;
const _errs4 = errors;
if(errors === _errs4){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((((((data1.title === undefined) && (missing1 = "title")) || ((data1.description === undefined) && (missing1 = "description"))) || ((data1.functional_requirements === undefined) && (missing1 = "functional_requirements"))) || ((data1.non_functional_requirements === undefined) && (missing1 = "non_functional_requirements"))) || ((data1.constraints === undefined) && (missing1 = "constraints"))){
validate20.errors = [{instancePath:instancePath+"/requirements",schemaPath:"#/properties/requirements/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data1.title !== undefined){
let data2 = data1.title;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(data2.length < 1){
validate20.errors = [{instancePath:instancePath+"/requirements/title",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/title",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs6 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.description !== undefined){
let data3 = data1.description;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length < 1){
validate20.errors = [{instancePath:instancePath+"/requirements/description",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/description",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs9 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.functional_requirements !== undefined){
let data4 = data1.functional_requirements;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data4)){
var valid5 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
const _errs14 = errors;
if(!(validate21(data4[i0], {instancePath:instancePath+"/requirements/functional_requirements/" + i0,parentData:data4,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid5 = _errs14 === errors;
if(!valid5){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/functional_requirements",schemaPath:"#/properties/requirements/properties/functional_requirements/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.non_functional_requirements !== undefined){
let data6 = data1.non_functional_requirements;
const _errs15 = errors;
if(errors === _errs15){
if(Array.isArray(data6)){
var valid6 = true;
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
const _errs17 = errors;
if(!(validate23(data6[i1], {instancePath:instancePath+"/requirements/non_functional_requirements/" + i1,parentData:data6,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid6 = _errs17 === errors;
if(!valid6){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/non_functional_requirements",schemaPath:"#/properties/requirements/properties/non_functional_requirements/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.constraints !== undefined){
let data8 = data1.constraints;
const _errs18 = errors;
if(errors === _errs18){
if(Array.isArray(data8)){
var valid7 = true;
const len2 = data8.length;
for(let i2=0; i2<len2; i2++){
const _errs20 = errors;
if(!(validate25(data8[i2], {instancePath:instancePath+"/requirements/constraints/" + i2,parentData:data8,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid7 = _errs20 === errors;
if(!valid7){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/constraints",schemaPath:"#/properties/requirements/properties/constraints/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements",schemaPath:"#/properties/requirements/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.source !== undefined){
const _errs21 = errors;
if(typeof data.source !== "string"){
validate20.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reviewer !== undefined){
const _errs23 = errors;
if(typeof data.reviewer !== "string"){
validate20.errors = [{instancePath:instancePath+"/reviewer",schemaPath:"#/properties/reviewer/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notes !== undefined){
const _errs25 = errors;
if(typeof data.notes !== "string"){
validate20.errors = [{instancePath:instancePath+"/notes",schemaPath:"#/properties/notes/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data13 = data.metadata;
const _errs27 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.domain !== undefined){
const _errs30 = errors;
if(typeof data13.domain !== "string"){
validate20.errors = [{instancePath:instancePath+"/metadata/domain",schemaPath:"metadata.schema.json/properties/domain/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs30 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data13.tier !== undefined){
const _errs32 = errors;
if(typeof data13.tier !== "string"){
validate20.errors = [{instancePath:instancePath+"/metadata/tier",schemaPath:"metadata.schema.json/properties/tier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs32 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data13.language !== undefined){
const _errs34 = errors;
if(typeof data13.language !== "string"){
validate20.errors = [{instancePath:instancePath+"/metadata/language",schemaPath:"metadata.schema.json/properties/language/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs34 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data13.created_at !== undefined){
const _errs36 = errors;
if(typeof data13.created_at !== "string"){
validate20.errors = [{instancePath:instancePath+"/metadata/created_at",schemaPath:"metadata.schema.json/properties/created_at/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs36 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data13.provenance !== undefined){
let data18 = data13.provenance;
const _errs38 = errors;
if((typeof data18 !== "string") && (!(data18 && typeof data18 == "object" && !Array.isArray(data18)))){
validate20.errors = [{instancePath:instancePath+"/metadata/provenance",schemaPath:"metadata.schema.json/properties/provenance/type",keyword:"type",params:{type: schema44.properties.provenance.type},message:"must be string,object"}];
return false;
}
var valid9 = _errs38 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data13.review !== undefined){
let data19 = data13.review;
const _errs40 = errors;
if(errors === _errs40){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(data19.status !== undefined){
let data20 = data19.status;
const _errs42 = errors;
if(!(((data20 === "draft") || (data20 === "approved")) || (data20 === "rejected"))){
validate20.errors = [{instancePath:instancePath+"/metadata/review/status",schemaPath:"metadata.schema.json/properties/review/properties/status/enum",keyword:"enum",params:{allowedValues: schema44.properties.review.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid10 = _errs42 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data19.reviewers !== undefined){
let data21 = data19.reviewers;
const _errs43 = errors;
if(errors === _errs43){
if(Array.isArray(data21)){
var valid11 = true;
const len3 = data21.length;
for(let i3=0; i3<len3; i3++){
const _errs45 = errors;
if(typeof data21[i3] !== "string"){
validate20.errors = [{instancePath:instancePath+"/metadata/review/reviewers/" + i3,schemaPath:"metadata.schema.json/properties/review/properties/reviewers/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid11 = _errs45 === errors;
if(!valid11){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/metadata/review/reviewers",schemaPath:"metadata.schema.json/properties/review/properties/reviewers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid10 = _errs43 === errors;
}
else {
var valid10 = true;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/metadata/review",schemaPath:"metadata.schema.json/properties/review/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid9 = _errs40 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data13.score !== undefined){
let data23 = data13.score;
const _errs47 = errors;
if((!((typeof data23 == "number") && (isFinite(data23)))) && (data23 !== null)){
validate20.errors = [{instancePath:instancePath+"/metadata/score",schemaPath:"metadata.schema.json/properties/score/type",keyword:"type",params:{type: schema44.properties.score.type},message:"must be number,null"}];
return false;
}
var valid9 = _errs47 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data13.provider !== undefined){
const _errs49 = errors;
if(typeof data13.provider !== "string"){
validate20.errors = [{instancePath:instancePath+"/metadata/provider",schemaPath:"metadata.schema.json/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs49 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data13.model !== undefined){
const _errs51 = errors;
if(typeof data13.model !== "string"){
validate20.errors = [{instancePath:instancePath+"/metadata/model",schemaPath:"metadata.schema.json/properties/model/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs51 === errors;
}
else {
var valid9 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/metadata",schemaPath:"metadata.schema.json/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"concept":true,"requirements":true,"source":true,"reviewer":true,"notes":true,"metadata":true},"dynamicProps":false,"dynamicItems":false};

export const acceptQa = validate27;
const schema45 = {"$id":"https://goldgate.dev/schemas/qa.schema.json","type":"object","required":["story_id","story_title","story_description","acceptance_criteria","happy_path","unhappy_paths","required_mentions"],"properties":{"story_id":{"$ref":"#/$defs/text"},"story_title":{"$ref":"#/$defs/text"},"story_description":{"$ref":"#/$defs/text"},"acceptance_criteria":{"$ref":"#/$defs/texts"},"happy_path":{"$ref":"#/$defs/texts"},"unhappy_paths":{"type":"array","items":{"type":"object","required":["title","steps","expected"],"properties":{"title":{"$ref":"#/$defs/text"},"steps":{"$ref":"#/$defs/texts"},"expected":{"$ref":"#/$defs/text"}}}},"required_mentions":{"$ref":"#/$defs/texts"},"test_cases_md":{"type":"string"},"source":{"type":"string"},"reviewer":{"type":"string"},"notes":{"type":"string"},"metadata":{"$ref":"metadata.schema.json"}},"$defs":{"text":{"type":"string","minLength":1},"texts":{"type":"array","items":{"$ref":"#/$defs/text"}}}};
const schema46 = {"type":"string","minLength":1};
const schema49 = {"type":"array","items":{"$ref":"#/$defs/text"}};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(Array.isArray(data)){
var valid0 = true;
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length < 1){
validate28.errors = [{instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate28.errors = [{instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
if(!valid0){
break;
}
}
}
else {
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://goldgate.dev/schemas/qa.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate27.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.story_id === undefined) && (missing0 = "story_id")) || ((data.story_title === undefined) && (missing0 = "story_title"))) || ((data.story_description === undefined) && (missing0 = "story_description"))) || ((data.acceptance_criteria === undefined) && (missing0 = "acceptance_criteria"))) || ((data.happy_path === undefined) && (missing0 = "happy_path"))) || ((data.unhappy_paths === undefined) && (missing0 = "unhappy_paths"))) || ((data.required_mentions === undefined) && (missing0 = "required_mentions"))){
validate27.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.story_id !== undefined){
let data0 = data.story_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length < 1){
validate27.errors = [{instancePath:instancePath+"/story_id",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/story_id",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.story_title !== undefined){
let data1 = data.story_title;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length < 1){
validate27.errors = [{instancePath:instancePath+"/story_title",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/story_title",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.story_description !== undefined){
let data2 = data.story_description;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data2 === "string"){
if(data2.length < 1){
validate27.errors = [{instancePath:instancePath+"/story_description",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/story_description",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.acceptance_criteria !== undefined){
const _errs10 = errors;
if(!(validate28(data.acceptance_criteria, {instancePath:instancePath+"/acceptance_criteria",parentData:data,parentDataProperty:"acceptance_criteria",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.happy_path !== undefined){
const _errs11 = errors;
if(!(validate28(data.happy_path, {instancePath:instancePath+"/happy_path",parentData:data,parentDataProperty:"happy_path",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.unhappy_paths !== undefined){
let data5 = data.unhappy_paths;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data5)){
var valid4 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
const _errs14 = errors;
if(errors === _errs14){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing1;
if((((data6.title === undefined) && (missing1 = "title")) || ((data6.steps === undefined) && (missing1 = "steps"))) || ((data6.expected === undefined) && (missing1 = "expected"))){
validate27.errors = [{instancePath:instancePath+"/unhappy_paths/" + i0,schemaPath:"#/properties/unhappy_paths/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data6.title !== undefined){
let data7 = data6.title;
const _errs16 = errors;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data7 === "string"){
if(data7.length < 1){
validate27.errors = [{instancePath:instancePath+"/unhappy_paths/" + i0+"/title",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/unhappy_paths/" + i0+"/title",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid5 = _errs16 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data6.steps !== undefined){
const _errs19 = errors;
if(!(validate28(data6.steps, {instancePath:instancePath+"/unhappy_paths/" + i0+"/steps",parentData:data6,parentDataProperty:"steps",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
var valid5 = _errs19 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data6.expected !== undefined){
let data9 = data6.expected;
const _errs20 = errors;
const _errs21 = errors;
if(errors === _errs21){
if(typeof data9 === "string"){
if(data9.length < 1){
validate27.errors = [{instancePath:instancePath+"/unhappy_paths/" + i0+"/expected",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/unhappy_paths/" + i0+"/expected",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid5 = _errs20 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/unhappy_paths/" + i0,schemaPath:"#/properties/unhappy_paths/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs14 === errors;
if(!valid4){
break;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/unhappy_paths",schemaPath:"#/properties/unhappy_paths/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.required_mentions !== undefined){
const _errs23 = errors;
if(!(validate28(data.required_mentions, {instancePath:instancePath+"/required_mentions",parentData:data,parentDataProperty:"required_mentions",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.test_cases_md !== undefined){
const _errs24 = errors;
if(typeof data.test_cases_md !== "string"){
validate27.errors = [{instancePath:instancePath+"/test_cases_md",schemaPath:"#/properties/test_cases_md/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.source !== undefined){
const _errs26 = errors;
if(typeof data.source !== "string"){
validate27.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reviewer !== undefined){
const _errs28 = errors;
if(typeof data.reviewer !== "string"){
validate27.errors = [{instancePath:instancePath+"/reviewer",schemaPath:"#/properties/reviewer/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notes !== undefined){
const _errs30 = errors;
if(typeof data.notes !== "string"){
validate27.errors = [{instancePath:instancePath+"/notes",schemaPath:"#/properties/notes/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data15 = data.metadata;
const _errs32 = errors;
const _errs33 = errors;
if(errors === _errs33){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.domain !== undefined){
const _errs35 = errors;
if(typeof data15.domain !== "string"){
validate27.errors = [{instancePath:instancePath+"/metadata/domain",schemaPath:"metadata.schema.json/properties/domain/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs35 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data15.tier !== undefined){
const _errs37 = errors;
if(typeof data15.tier !== "string"){
validate27.errors = [{instancePath:instancePath+"/metadata/tier",schemaPath:"metadata.schema.json/properties/tier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs37 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data15.language !== undefined){
const _errs39 = errors;
if(typeof data15.language !== "string"){
validate27.errors = [{instancePath:instancePath+"/metadata/language",schemaPath:"metadata.schema.json/properties/language/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs39 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data15.created_at !== undefined){
const _errs41 = errors;
if(typeof data15.created_at !== "string"){
validate27.errors = [{instancePath:instancePath+"/metadata/created_at",schemaPath:"metadata.schema.json/properties/created_at/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs41 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data15.provenance !== undefined){
let data20 = data15.provenance;
const _errs43 = errors;
if((typeof data20 !== "string") && (!(data20 && typeof data20 == "object" && !Array.isArray(data20)))){
validate27.errors = [{instancePath:instancePath+"/metadata/provenance",schemaPath:"metadata.schema.json/properties/provenance/type",keyword:"type",params:{type: schema44.properties.provenance.type},message:"must be string,object"}];
return false;
}
var valid9 = _errs43 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data15.review !== undefined){
let data21 = data15.review;
const _errs45 = errors;
if(errors === _errs45){
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.status !== undefined){
let data22 = data21.status;
const _errs47 = errors;
if(!(((data22 === "draft") || (data22 === "approved")) || (data22 === "rejected"))){
validate27.errors = [{instancePath:instancePath+"/metadata/review/status",schemaPath:"metadata.schema.json/properties/review/properties/status/enum",keyword:"enum",params:{allowedValues: schema44.properties.review.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid10 = _errs47 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data21.reviewers !== undefined){
let data23 = data21.reviewers;
const _errs48 = errors;
if(errors === _errs48){
if(Array.isArray(data23)){
var valid11 = true;
const len1 = data23.length;
for(let i1=0; i1<len1; i1++){
const _errs50 = errors;
if(typeof data23[i1] !== "string"){
validate27.errors = [{instancePath:instancePath+"/metadata/review/reviewers/" + i1,schemaPath:"metadata.schema.json/properties/review/properties/reviewers/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid11 = _errs50 === errors;
if(!valid11){
break;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/metadata/review/reviewers",schemaPath:"metadata.schema.json/properties/review/properties/reviewers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid10 = _errs48 === errors;
}
else {
var valid10 = true;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/metadata/review",schemaPath:"metadata.schema.json/properties/review/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid9 = _errs45 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data15.score !== undefined){
let data25 = data15.score;
const _errs52 = errors;
if((!((typeof data25 == "number") && (isFinite(data25)))) && (data25 !== null)){
validate27.errors = [{instancePath:instancePath+"/metadata/score",schemaPath:"metadata.schema.json/properties/score/type",keyword:"type",params:{type: schema44.properties.score.type},message:"must be number,null"}];
return false;
}
var valid9 = _errs52 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data15.provider !== undefined){
const _errs54 = errors;
if(typeof data15.provider !== "string"){
validate27.errors = [{instancePath:instancePath+"/metadata/provider",schemaPath:"metadata.schema.json/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs54 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data15.model !== undefined){
const _errs56 = errors;
if(typeof data15.model !== "string"){
validate27.errors = [{instancePath:instancePath+"/metadata/model",schemaPath:"metadata.schema.json/properties/model/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs56 === errors;
}
else {
var valid9 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/metadata",schemaPath:"metadata.schema.json/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":{"story_id":true,"story_title":true,"story_description":true,"acceptance_criteria":true,"happy_path":true,"unhappy_paths":true,"required_mentions":true,"test_cases_md":true,"source":true,"reviewer":true,"notes":true,"metadata":true},"dynamicProps":false,"dynamicItems":false};

export const acceptInputOutput = validate33;
const schema54 = {"$id":"https://goldgate.dev/schemas/input-output.schema.json","type":"object","required":["input","output"],"properties":{"input":{"type":"object"},"output":{"type":"object"},"source":{"type":"string"},"reviewer":{"type":"string"},"notes":{"type":"string"},"metadata":{"$ref":"metadata.schema.json"}}};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://goldgate.dev/schemas/input-output.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate33.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.input === undefined) && (missing0 = "input")) || ((data.output === undefined) && (missing0 = "output"))){
validate33.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.input !== undefined){
let data0 = data.input;
const _errs1 = errors;
if(!(data0 && typeof data0 == "object" && !Array.isArray(data0))){
validate33.errors = [{instancePath:instancePath+"/input",schemaPath:"#/properties/input/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.output !== undefined){
let data1 = data.output;
const _errs3 = errors;
if(!(data1 && typeof data1 == "object" && !Array.isArray(data1))){
validate33.errors = [{instancePath:instancePath+"/output",schemaPath:"#/properties/output/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.source !== undefined){
const _errs5 = errors;
if(typeof data.source !== "string"){
validate33.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reviewer !== undefined){
const _errs7 = errors;
if(typeof data.reviewer !== "string"){
validate33.errors = [{instancePath:instancePath+"/reviewer",schemaPath:"#/properties/reviewer/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notes !== undefined){
const _errs9 = errors;
if(typeof data.notes !== "string"){
validate33.errors = [{instancePath:instancePath+"/notes",schemaPath:"#/properties/notes/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data5 = data.metadata;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.domain !== undefined){
const _errs14 = errors;
if(typeof data5.domain !== "string"){
validate33.errors = [{instancePath:instancePath+"/metadata/domain",schemaPath:"metadata.schema.json/properties/domain/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data5.tier !== undefined){
const _errs16 = errors;
if(typeof data5.tier !== "string"){
validate33.errors = [{instancePath:instancePath+"/metadata/tier",schemaPath:"metadata.schema.json/properties/tier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs16 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data5.language !== undefined){
const _errs18 = errors;
if(typeof data5.language !== "string"){
validate33.errors = [{instancePath:instancePath+"/metadata/language",schemaPath:"metadata.schema.json/properties/language/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data5.created_at !== undefined){
const _errs20 = errors;
if(typeof data5.created_at !== "string"){
validate33.errors = [{instancePath:instancePath+"/metadata/created_at",schemaPath:"metadata.schema.json/properties/created_at/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs20 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data5.provenance !== undefined){
let data10 = data5.provenance;
const _errs22 = errors;
if((typeof data10 !== "string") && (!(data10 && typeof data10 == "object" && !Array.isArray(data10)))){
validate33.errors = [{instancePath:instancePath+"/metadata/provenance",schemaPath:"metadata.schema.json/properties/provenance/type",keyword:"type",params:{type: schema44.properties.provenance.type},message:"must be string,object"}];
return false;
}
var valid2 = _errs22 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data5.review !== undefined){
let data11 = data5.review;
const _errs24 = errors;
if(errors === _errs24){
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.status !== undefined){
let data12 = data11.status;
const _errs26 = errors;
if(!(((data12 === "draft") || (data12 === "approved")) || (data12 === "rejected"))){
validate33.errors = [{instancePath:instancePath+"/metadata/review/status",schemaPath:"metadata.schema.json/properties/review/properties/status/enum",keyword:"enum",params:{allowedValues: schema44.properties.review.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid3 = _errs26 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data11.reviewers !== undefined){
let data13 = data11.reviewers;
const _errs27 = errors;
if(errors === _errs27){
if(Array.isArray(data13)){
var valid4 = true;
const len0 = data13.length;
for(let i0=0; i0<len0; i0++){
const _errs29 = errors;
if(typeof data13[i0] !== "string"){
validate33.errors = [{instancePath:instancePath+"/metadata/review/reviewers/" + i0,schemaPath:"metadata.schema.json/properties/review/properties/reviewers/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs29 === errors;
if(!valid4){
break;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/metadata/review/reviewers",schemaPath:"metadata.schema.json/properties/review/properties/reviewers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid3 = _errs27 === errors;
}
else {
var valid3 = true;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/metadata/review",schemaPath:"metadata.schema.json/properties/review/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid2 = _errs24 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data5.score !== undefined){
let data15 = data5.score;
const _errs31 = errors;
if((!((typeof data15 == "number") && (isFinite(data15)))) && (data15 !== null)){
validate33.errors = [{instancePath:instancePath+"/metadata/score",schemaPath:"metadata.schema.json/properties/score/type",keyword:"type",params:{type: schema44.properties.score.type},message:"must be number,null"}];
return false;
}
var valid2 = _errs31 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data5.provider !== undefined){
const _errs33 = errors;
if(typeof data5.provider !== "string"){
validate33.errors = [{instancePath:instancePath+"/metadata/provider",schemaPath:"metadata.schema.json/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs33 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data5.model !== undefined){
const _errs35 = errors;
if(typeof data5.model !== "string"){
validate33.errors = [{instancePath:instancePath+"/metadata/model",schemaPath:"metadata.schema.json/properties/model/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs35 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/metadata",schemaPath:"metadata.schema.json/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate33.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate33.errors = vErrors;
return errors === 0;
}
validate33.evaluated = {"props":{"input":true,"output":true,"source":true,"reviewer":true,"notes":true,"metadata":true},"dynamicProps":false,"dynamicItems":false};
